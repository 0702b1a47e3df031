import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../records/instant.ts';
import type { ClaimRow } from '../store.ts';
import { type Bulk, PLANS } from './bulk.ts';
import { type Claim, ownerAt } from './owner.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { lookedUpBy } from './thing-keys.ts';

/*
 * Names move from thing to thing: a new machine takes the host name of the one that it replaces. What is known
 * by a name alone stays a thing of its own in the tables, and counts as the thing that claims the name: for
 * sightings at the instant of each (so that moving a name un-merges what was merged by it), for lists and
 * findings as it is now (`thing.counts_as`, `result.finding`).
 */

/** Rows looked up in one statement. */
const LOOKUP = 1_000;
/** A name is claimed by a thing, an address by a name: two steps at most. */
const STEPS = 3;
const NOW = Number.MAX_SAFE_INTEGER;

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

/** All claims of an organization on things that exist. */
export async function claimsOf(db: Kysely<Tables>, organization: string): Promise<Claims> {
  return grouped(await claimQuery(db, organization).execute());
}

/** Takes claims in, and lets what is known by these names count as whom they belong to now. */
export async function putClaims(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  rows: readonly ClaimRow[],
): Promise<void> {
  const united = new Map<string, Tables['claim']>();
  for (const { key, thing, at } of rows) {
    const short = lookedUpBy(key);
    const id = `${short}\n${thing}`;
    const before = united.get(id);
    if (!before) united.set(id, { organization, key: short, thing: cleanText(thing), first: at, last: at });
    else {
      before.first = Math.min(before.first, at);
      before.last = Math.max(before.last, at);
    }
  }
  if (united.size === 0) return;
  await bulk.insert(PLANS.claim, [...united.values()]);
  await countByKeys(db, organization, [...new Set([...united.values()].map(({ key }) => key))]);
}

/** Lets the things that are known by these keys (as they are looked up by) count as whom they belong to now. */
export async function countByKeys(
  db: Kysely<Tables>,
  organization: string,
  keys: readonly string[],
): Promise<void> {
  const things = new Set<string>();
  for (let from = 0; from < keys.length; from += LOOKUP) {
    const rows = await db
      .selectFrom('claim')
      .innerJoin('thing_key', (join) =>
        join
          .onRef('thing_key.organization', '=', 'claim.organization')
          .onRef('thing_key.key', '=', 'claim.key'),
      )
      .select('thing_key.thing')
      .distinct()
      .where('claim.organization', '=', organization)
      .where('claim.key', 'in', keys.slice(from, from + LOOKUP))
      .execute();
    for (const row of rows) things.add(row.thing);
  }
  await recount(db, organization, [...things]);
}

/** Lets these things, and what counts as them, count as whom they belong to now. */
export async function recount(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<void> {
  let wanted = [...new Set(things)];
  for (let step = 0; step < STEPS && wanted.length > 0; step += 1) {
    const claims = await reachable(db, organization, wanted);
    const changed: string[] = [];
    for (const { id, counts_as } of await rowsOf(db, organization, wanted)) {
      const now = countsAs(claims, id, NOW);
      const next = now === id ? null : now;
      if (next === counts_as) continue;
      await db
        .updateTable('thing')
        .set({ counts_as: next })
        .where('organization', '=', organization)
        .where('id', '=', id)
        .execute();
      await restate(db, organization, id, now);
      changed.push(id);
    }
    wanted = await claimedBy(db, organization, changed);
  }
}

/** Which finding a statement about a thing is. */
export function findingOf(system: string | null | undefined, statement: string, thing: string): string {
  const parts = JSON.stringify([system ?? '', statement, thing]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}

/** What things count as now. */
export async function standFor(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { id, counts_as } of await rowsOf(db, organization, things)) found.set(id, counts_as ?? id);
  return found;
}

/** What tools state of a thing is of the thing that it counts as now. */
export async function restate(
  db: Kysely<Tables>,
  organization: string,
  thing: string,
  as?: string,
): Promise<void> {
  const now = as ?? (await standFor(db, organization, [thing])).get(thing) ?? thing;
  const rows = await db
    .selectFrom('result')
    .select(['fingerprint', 'system', 'statement'])
    .where('organization', '=', organization)
    .where('thing', '=', thing)
    .where('statement', 'is not', null)
    .execute();
  for (const { fingerprint, system, statement } of rows) {
    if (statement === null) continue;
    await db
      .updateTable('result')
      .set({ finding: findingOf(system, statement, now) })
      .where('organization', '=', organization)
      .where('fingerprint', '=', fingerprint)
      .execute();
  }
}

/** Claims on these things and on those that claim them. */
async function reachable(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<Claims> {
  const found = new Map<string, readonly Claim[]>();
  let wanted = things;
  for (let step = 0; step < STEPS && wanted.length > 0; step += 1) {
    const next = new Set<string>();
    for (let from = 0; from < wanted.length; from += LOOKUP) {
      const rows = await claimQuery(db, organization)
        .where('thing_key.thing', 'in', wanted.slice(from, from + LOOKUP))
        .execute();
      for (const [named, claims] of grouped(rows)) {
        found.set(named, claims);
        for (const { thing } of claims) if (!found.has(thing)) next.add(thing);
      }
    }
    wanted = [...next];
  }
  return found;
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

async function rowsOf(db: Kysely<Tables>, organization: string, things: readonly string[]) {
  const out: { id: string; counts_as: string | null }[] = [];
  for (let from = 0; from < things.length; from += LOOKUP) {
    const rows = await db
      .selectFrom('thing')
      .select(['id', 'counts_as'])
      .where('organization', '=', organization)
      .where('id', 'in', things.slice(from, from + LOOKUP))
      .execute();
    out.push(...rows);
  }
  return out;
}

/** Things that are known by names which these things claim. */
async function claimedBy(db: Kysely<Tables>, organization: string, things: readonly string[]) {
  const found = new Set<string>();
  for (let from = 0; from < things.length; from += LOOKUP) {
    const rows = await claimQuery(db, organization)
      .where('claim.thing', 'in', things.slice(from, from + LOOKUP))
      .execute();
    for (const { named } of rows) found.add(named);
  }
  return [...found];
}
