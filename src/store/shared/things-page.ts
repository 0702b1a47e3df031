import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Key } from '../../records/key.ts';
import type { Page, ThingRow } from '../rows.ts';
import type { Reader } from '../store.ts';
import { namesNow } from './claims.ts';
import { systemIs } from './listings.ts';
import { decode, page } from './page.ts';
import { thingOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { widened } from './thing-state.ts';

/** By id, each with the keys and facts of all that counts as it. */
export async function thingsPage(
  db: Kysely<Tables>,
  organization: string,
  { system, kind }: Parameters<Reader['things']>[0],
  wanted: Page,
): ReturnType<Reader['things']> {
  const { limit } = wanted;
  const cursor = decode(wanted, ['string']);
  let some = db
    .selectFrom('thing')
    .select(['organization', 'id'])
    .where('organization', '=', organization)
    .where('counts_as', 'is', null);
  if (system !== undefined) some = some.where(systemIs(system));
  if (kind !== undefined) some = some.where('kind', '=', cleanText(kind));
  if (cursor) some = some.where('id', '>', String(cursor[0]));
  const things = await thingsIn(db, organization, some.orderBy('id').limit(limit + 1));
  return page(
    things,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}

/**
 * Things with the keys and facts of all that counts as them, by id.
 * @param some the organizations and ids of those that are wanted
 */
export async function thingsIn(
  db: Kysely<Tables>,
  organization: string,
  some: SelectQueryBuilder<Tables, 'thing', { organization: string; id: string }>,
): Promise<(ThingRow & { keys: Key[] })[]> {
  // One statement, so that things and keys are of the same moment. The two ways to count as a thing are apart:
  // joined by either, SQLite reads every thing of the organization for each.
  const rows = await db
    .with('chosen', () => some)
    .with('part', (all) =>
      all
        .selectFrom('chosen')
        .select(['organization', 'id', 'id as listed'])
        .unionAll(
          all
            .selectFrom('chosen')
            .innerJoin('thing', (join) =>
              join
                .onRef('thing.organization', '=', 'chosen.organization')
                .onRef('thing.counts_as', '=', 'chosen.id'),
            )
            .select(['thing.organization', 'thing.id', 'chosen.id as listed']),
        ),
    )
    .selectFrom('part')
    .innerJoin('thing', (join) =>
      join.onRef('thing.organization', '=', 'part.organization').onRef('thing.id', '=', 'part.id'),
    )
    .leftJoin('thing_key', (join) =>
      join
        .onRef('thing_key.organization', '=', 'thing.organization')
        .onRef('thing_key.thing', '=', 'thing.id'),
    )
    .selectAll('thing')
    .select(['part.listed', 'thing_key.key', 'thing_key.full_key'])
    .orderBy('part.listed')
    .orderBy('thing_key.key')
    .execute();
  const things = new Map<string, { parts: Map<string, Tables['thing']>; keys: Key[] }>();
  for (const row of rows) {
    const key = row.full_key ?? row.key;
    const thing = things.get(row.listed) ?? { parts: new Map<string, Tables['thing']>(), keys: [] as Key[] };
    thing.parts.set(row.id, row);
    if (key !== null) thing.keys.push(key);
    things.set(row.listed, thing);
  }
  const listed = new Map(
    [...things].flatMap(([id, { parts }]) => [...parts.keys()].map((part) => [part, id])),
  );
  for (const [key, part] of await namesNow(db, organization, [...listed.keys()]))
    things.get(listed.get(part) ?? '')?.keys.push(key);
  return [...things].map(([id, { parts, keys }]) => ({
    ...factsOf(id, parts),
    keys: [...new Set(keys)].sort(),
  }));
}

/** What is known of a thing: its own facts, and where it has none those of what counts as it. */
function factsOf(id: string, parts: ReadonlyMap<string, Tables['thing']>): ThingRow {
  const [own, ...others] = [...parts.values()].sort((a, b) =>
    a.id === id ? -1 : b.id === id ? 1 : a.id < b.id ? -1 : 1,
  );
  if (!own) throw new Error('a listed thing is there'); // the join began with it
  let facts = thingOut(own);
  for (const other of others)
    facts = { ...widened(facts, thingOut(other)), name: facts.name, weight: facts.weight };
  return facts;
}
