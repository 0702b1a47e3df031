import type { Kysely } from 'kysely';
import type { ThingSightingRow } from '../rows.ts';
import type { Reader } from '../store.ts';
import { chunksOf } from './chunks.ts';
import { type Claims, claimsOf, countsAs, reachable } from './claims.ts';
import type { Scan } from './scan.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** What the columns selected hold, as they were written; the system was asked not to be null. */
type Sighting = [string, string, string, number, number, number];

/**
 * What coverage is made of. What is known by a name alone is seen as the thing that claimed the name at the
 * instant of the sighting.
 */
export async function readSightings(
  db: Kysely<Tables>,
  scan: Scan,
  organization: string,
  { known, system }: Parameters<Reader['sightings']>[0],
): Promise<ThingSightingRow[]> {
  let query = db
    .selectFrom('sighting')
    .innerJoin('thing', (join) =>
      join.onRef('thing.organization', '=', 'sighting.organization').onRef('thing.id', '=', 'sighting.thing'),
    )
    .select([
      'sighting.system',
      'sighting.thing',
      'thing.kind',
      'thing.weight',
      'sighting.at',
      'sighting.aspects',
    ])
    .where('sighting.organization', '=', organization)
    .where('sighting.learned', '<=', known);
  query =
    system === undefined
      ? query.where('sighting.system', '<>', '')
      : query.where('sighting.system', 'in', [system].flat().map(cleanText));
  const rows: ThingSightingRow[] = [];
  const ordered = query.orderBy('sighting.system').orderBy('sighting.thing').orderBy('sighting.at');
  const things = new Set<string>();
  await scan(ordered.compile(), (row) => {
    const [of, thing, kind, weight, at, aspects] = row as Sighting;
    rows.push({ system: of, thing, kind, weight, at, aspects });
    things.add(thing);
  });
  // Of some systems only the claims on what they saw are read; of all, all at once.
  const claims =
    system === undefined ? await claimsOf(db, organization) : await reachable(db, organization, [...things]);
  if (claims.size === 0) return rows;
  const facts = await factsOf(db, organization, claims);
  const moved = new Set<string>();
  for (const row of rows) {
    const now = claims.has(row.thing) ? countsAs(claims, row.thing, row.at) : row.thing;
    if (now === row.thing) continue;
    Object.assign(row, { thing: now, ...facts.get(now) });
    moved.add(row.system);
  }
  return moved.size === 0 ? rows : inOrder(rows, moved);
}

/** Kind and weight of the things that claim names. */
async function factsOf(db: Kysely<Tables>, organization: string, claims: Claims) {
  const owners = new Set([...claims.values()].flatMap((each) => each.map(({ thing }) => thing)));
  const found = new Map<string, { kind: string; weight: number }>();
  const all = [...owners];
  for (const chunk of chunksOf(all)) {
    const rows = await db
      .selectFrom('thing')
      .select(['id', 'kind', 'weight'])
      .where('organization', '=', organization)
      .where('id', 'in', chunk)
      .execute();
    for (const { id, kind, weight } of rows) found.set(id, { kind, weight });
  }
  return found;
}

/** Rows by system, thing and time again, where some of a system's changed places. */
function inOrder(rows: readonly ThingSightingRow[], moved: ReadonlySet<string>): ThingSightingRow[] {
  const out: ThingSightingRow[] = [];
  for (let from = 0; from < rows.length; ) {
    const system = rows[from]?.system ?? '';
    let end = from;
    while (rows[end]?.system === system) end += 1;
    const own = rows.slice(from, end);
    if (moved.has(system)) own.sort((a, b) => (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : a.at - b.at));
    for (const row of own) out.push(row);
    from = end;
  }
  return out;
}
