import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ClaimRow } from '../rows.ts';
import { type Bulk, PLANS } from './bulk.ts';
import { changedNames } from './changes.ts';
import { chunksOf } from './chunks.ts';
import { claimedBy, countsAs, NOW, reachable, STEPS } from './claims.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { lookedUpBy } from './thing-keys.ts';

/*
 * Keeps up, in the import's own transaction, what follows from claims now (`claims.ts`): which thing each thing counts
 * as, and which finding each statement about it is.
 */

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
  const things = await knownByClaimed(db, organization, keys);
  await changedNames(db, organization, things);
  await recount(db, organization, things);
}

/** Those of these keys (as they are looked up by) that anything claims. */
export async function claimedOf(
  db: Kysely<Tables>,
  organization: string,
  keys: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of chunksOf(keys)) {
    const rows = await db
      .selectFrom('claim')
      .select('key')
      .distinct()
      .where('organization', '=', organization)
      .where('key', 'in', chunk)
      .execute();
    for (const { key } of rows) found.push(key);
  }
  return found;
}

/** Things that are known by those of these keys (as they are looked up by) that are claimed. */
export async function knownByClaimed(
  db: Kysely<Tables>,
  organization: string,
  keys: readonly string[],
): Promise<string[]> {
  const things = new Set<string>();
  for (const chunk of chunksOf(keys)) {
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
      .where('claim.key', 'in', chunk)
      .execute();
    for (const row of rows) things.add(row.thing);
  }
  return [...things];
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

async function rowsOf(db: Kysely<Tables>, organization: string, things: readonly string[]) {
  const out: { id: string; counts_as: string | null }[] = [];
  for (const chunk of chunksOf(things)) {
    const rows = await db
      .selectFrom('thing')
      .select(['id', 'counts_as'])
      .where('organization', '=', organization)
      .where('id', 'in', chunk)
      .execute();
    out.push(...rows);
  }
  return out;
}
