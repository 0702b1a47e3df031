import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { ThingRow } from '../rows.ts';
import { chunksOf } from './chunks.ts';
import { type Claim, ownerAt } from './owner.ts';
import { thingOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { lookedUpBy } from './thing-keys.ts';

/*
 * Names move from thing to thing: a new machine takes the host name of the one that it replaces. What is known
 * by a name alone stays a thing of its own in the tables, and counts as the thing that claims the name: for
 * sightings at the instant of each (so that moving a name un-merges what was merged by it), for lists and
 * findings as it is now (`thing.counts_as`, `result.finding`).
 */

/** A name is claimed by a thing, an address by a name: two steps at most. */
export const STEPS = 3;
/** After every claim. */
export const NOW = Number.MAX_SAFE_INTEGER;

/** Claims on each thing that is known by claimed names. */
export type Claims = ReadonlyMap<string, readonly Claim[]>;

/** The thing that a thing counts as at an instant. */
export function countsAs(claims: Claims, thing: string, at: Instant): string {
  let now = thing;
  for (let step = 0; step < STEPS; step += 1) {
    const owner = ownerAt(claims.get(now) ?? [], at);
    if (owner === undefined || owner === now) return now;
    now = owner;
  }
  return now;
}

/** Claims on these things and on those that claim them. */
export async function reachable(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<Claims> {
  const found = new Map<string, readonly Claim[]>();
  let wanted = things;
  for (let step = 0; step < STEPS && wanted.length > 0; step += 1) {
    const next = new Set<string>();
    for (const chunk of chunksOf(wanted)) {
      const rows = await claimQuery(db, organization).where('thing_key.thing', 'in', chunk).execute();
      for (const [named, claims] of grouped(rows)) {
        found.set(named, claims);
        for (const { thing } of claims) if (!found.has(thing)) next.add(thing);
      }
    }
    wanted = [...next];
  }
  return found;
}

/** All claims of an organization on things that exist. */
export async function claimsOf(db: Kysely<Tables>, organization: string): Promise<Claims> {
  return grouped(await claimQuery(db, organization).execute());
}

function claimQuery(db: Kysely<Tables>, organization: string) {
  return db
    .selectFrom('claim')
    .innerJoin('thing_key', (join) =>
      join
        .onRef('thing_key.organization', '=', 'claim.organization')
        .onRef('thing_key.key', '=', 'claim.key'),
    )
    .select(['thing_key.thing as named', 'claim.thing', 'claim.first', 'claim.last'])
    .where('claim.organization', '=', organization)
    .where(sql<boolean>`claim.thing <> thing_key.thing`);
}

function grouped(rows: readonly (Claim & { named: string })[]): Map<string, Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const { named, thing, first, last } of rows) {
    const claims = found.get(named) ?? [];
    claims.push({ thing, first, last });
    found.set(named, claims);
  }
  return found;
}

/** Things that are known by names which these things claim. */
export async function claimedBy(db: Kysely<Tables>, organization: string, things: readonly string[]) {
  const found = new Set<string>();
  for (const chunk of chunksOf(things)) {
    const rows = await claimQuery(db, organization).where('claim.thing', 'in', chunk).execute();
    for (const { named } of rows) found.add(named);
  }
  return [...found];
}

/** The things that these names belong to now. */
export async function claimantsOf(
  db: Kysely<Tables>,
  organization: string,
  keys: readonly Key[],
): Promise<Map<Key, ThingRow>> {
  const found = new Map<Key, ThingRow>();
  const asked = new Map(keys.map((key) => [lookedUpBy(key), key]));
  for (const chunk of chunksOf([...asked.keys()])) {
    const rows = await db
      .selectFrom('claim')
      .innerJoin('thing', (join) =>
        join.onRef('thing.organization', '=', 'claim.organization').onRef('thing.id', '=', 'claim.thing'),
      )
      .selectAll('thing')
      .select(['claim.key as named', 'claim.thing', 'claim.first', 'claim.last'])
      .where('claim.organization', '=', organization)
      .where('claim.key', 'in', chunk)
      .execute();
    const things = new Map(rows.map((row) => [row.id, thingOut(row)]));
    for (const [short, claims] of grouped(rows)) {
      const owner = things.get(ownerAt(claims, NOW) ?? '');
      const key = asked.get(short);
      if (owner && key !== undefined) found.set(key, owner);
    }
  }
  return found;
}

/**
 * Names that belong to these things now, each with its thing. Names by which alone something is known are left
 * out: they are among its own keys.
 */
export async function namesNow(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<[name: Key, thing: string][]> {
  const wanted = new Set(things);
  const found: [Key, string][] = [];
  for (const chunk of chunksOf(things)) {
    const rows = await db
      .selectFrom('claim')
      .select(['key as named', 'thing', 'first', 'last'])
      .where('organization', '=', organization)
      .where('key', 'in', (those) =>
        those
          .selectFrom('claim')
          .select('key')
          .where('organization', '=', organization)
          .where('thing', 'in', chunk),
      )
      .where(
        sql<boolean>`not exists (select 1 from thing_key
          where thing_key.organization = claim.organization and thing_key.key = claim.key)`,
      )
      .execute();
    for (const [key, claims] of grouped(rows)) {
      const owner = ownerAt(claims, NOW);
      if (owner !== undefined && wanted.has(owner)) found.push([key, owner]);
    }
  }
  return found;
}
