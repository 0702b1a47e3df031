import { type Kysely, sql } from 'kysely';
import type { Key } from '../../records/key.ts';
import type { Origin } from '../../records/origin.ts';
import { ASPECTS, type AspectId } from '../../records/words.ts';
import type { Page, Reader, ThingRow } from '../store.ts';
import { ownerAt } from './owner.ts';
import { decode, page } from './page.ts';
import { evidenceOut, resultOut, thingOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { widened } from './thing-state.ts';

/** Findings looked up in one statement. */
const LOOKUP = 1_000;

type Rows<Name extends 'evidence' | 'findings' | 'things'> = Awaited<ReturnType<Reader[Name]>>;
type Filter<Name extends 'evidence' | 'findings' | 'things'> = Parameters<Reader[Name]>[0];

/** Newest first. Each aspect's newest come from the index in this order: no page sorts all there is. */
export async function evidencePage(
  db: Kysely<Tables>,
  organization: string,
  { system, aspect, known }: Filter<'evidence'>,
  wanted: Page,
): Promise<Rows<'evidence'>> {
  const { limit } = wanted;
  const cursor = decode(wanted, ['number', 'string', 'number']);
  const newest = (of: AspectId) => {
    let query = db
      .selectFrom('evidence')
      .select(['organization', 'at', 'document', 'ordinal'])
      .where('organization', '=', organization)
      .where('aspect', '=', of)
      .where(systemIs(system));
    if (known !== undefined) query = query.where('learned', '<=', known);
    if (cursor)
      query = query.where(sql<boolean>`(at, document, ordinal) < (${cursor[0]}, ${cursor[1]}, ${cursor[2]})`);
    const ordered = query
      .orderBy('at', 'desc')
      .orderBy('document', 'desc')
      .orderBy('ordinal', 'desc')
      .limit(limit + 1);
    return db.selectFrom(ordered.as(`of_${ASPECTS.indexOf(of)}`)).selectAll();
  };
  const [first, ...others] = aspect === undefined ? ASPECTS : [aspect];
  let each = newest(first);
  for (const other of others) each = each.unionAll(newest(other));
  const rows = await db
    .selectFrom(each.as('newest'))
    .innerJoin('evidence', (join) =>
      join
        .onRef('evidence.organization', '=', 'newest.organization')
        .onRef('evidence.document', '=', 'newest.document')
        .onRef('evidence.ordinal', '=', 'newest.ordinal'),
    )
    .innerJoin('document', (join) =>
      join
        .onRef('document.organization', '=', 'newest.organization')
        .onRef('document.sha256', '=', 'newest.document'),
    )
    .leftJoin('thing_alias', (join) =>
      join
        .onRef('thing_alias.organization', '=', 'evidence.organization')
        .onRef('thing_alias.id', '=', 'evidence.thing'),
    )
    .selectAll('evidence')
    .select([
      'document.name as document_name',
      'document.adapter',
      'document.origin',
      'thing_alias.thing as became',
    ])
    .orderBy('newest.at', 'desc')
    .orderBy('newest.document', 'desc')
    .orderBy('newest.ordinal', 'desc')
    .limit(limit + 1)
    .execute();
  return page(
    rows,
    limit,
    (row) => [row.at, row.document, row.ordinal],
    (row) => ({
      ...evidenceOut({ ...row, thing: row.became ?? row.thing }),
      documentName: row.document_name,
      adapter: row.adapter,
      origin: JSON.parse(row.origin) as Origin, // as it was written
    }),
  );
}

/**
 * What is open: the worst first, of these the oldest, each aspect's from the index in this order. All results,
 * or those that do not fail: by fingerprint.
 */
export function findingsPage(
  db: Kysely<Tables>,
  organization: string,
  filter: Filter<'findings'>,
  wanted: Page,
): Promise<Rows<'findings'>> {
  return filter.open
    ? openPage(db, organization, filter, wanted)
    : resultsPage(db, organization, filter, wanted);
}

async function openPage(
  db: Kysely<Tables>,
  organization: string,
  { system, aspect }: Filter<'findings'>,
  wanted: Page,
): Promise<Rows<'findings'>> {
  const { limit } = wanted;
  const cursor = decode(wanted, ['number', 'number', 'string']);
  const worst = (of: AspectId) => {
    let query = db
      .selectFrom('result')
      .select(['organization', 'urgency', 'first_seen', 'fingerprint'])
      .where('organization', '=', organization)
      .where('aspect', '=', of)
      // Written out, so that the index over what fails can be used.
      .where(sql<boolean>`status = 'fail'`)
      .where(speaksFor('result'));
    if (system !== undefined) query = query.where(systemIs(system));
    if (cursor)
      query = query.where(
        sql<boolean>`(urgency, first_seen, fingerprint) > (${cursor[0]}, ${cursor[1]}, ${cursor[2]})`,
      );
    const ordered = query
      .orderBy('urgency')
      .orderBy('first_seen')
      .orderBy('fingerprint')
      .limit(limit + 1);
    return db.selectFrom(ordered.as(`of_${ASPECTS.indexOf(of)}`)).selectAll();
  };
  const [first, ...others] = aspect === undefined ? ASPECTS : [aspect];
  let each = worst(first);
  for (const other of others) each = each.unionAll(worst(other));
  const rows = await db
    .selectFrom(each.as('worst'))
    .innerJoin('result', (join) =>
      join
        .onRef('result.organization', '=', 'worst.organization')
        .onRef('result.fingerprint', '=', 'worst.fingerprint'),
    )
    .leftJoin('thing', (join) =>
      join.onRef('thing.organization', '=', 'result.organization').onRef('thing.id', '=', 'result.thing'),
    )
    .selectAll('result')
    .select('thing.name as thing_name')
    .orderBy('worst.urgency')
    .orderBy('worst.first_seen')
    .orderBy('worst.fingerprint')
    .limit(limit + 1)
    .execute();
  const tools = await toolsOf(
    db,
    organization,
    rows.flatMap(({ finding }) => finding ?? []),
  );
  return page(
    rows,
    limit,
    (row) => [row.urgency, row.first_seen, row.fingerprint],
    (row) => ({
      ...resultOut(row),
      thingName: row.thing_name ?? undefined,
      sources: tools.get(row.finding ?? '') ?? [row.tool],
    }),
  );
}

async function resultsPage(
  db: Kysely<Tables>,
  organization: string,
  { system, aspect, open }: Filter<'findings'>,
  wanted: Page,
): Promise<Rows<'findings'>> {
  const { limit } = wanted;
  const cursor = decode(wanted, ['string']);
  let some = db.selectFrom('result').selectAll().where('organization', '=', organization);
  if (system !== undefined) some = some.where(systemIs(system));
  if (aspect !== undefined) some = some.where('aspect', '=', aspect);
  if (open === false) some = some.where('status', '<>', 'fail');
  if (cursor) some = some.where('fingerprint', '>', String(cursor[0]));
  const ordered = some.orderBy('fingerprint').limit(limit + 1);
  const rows = await db
    .selectFrom(ordered.as('result'))
    .leftJoin('thing', (join) =>
      join.onRef('thing.organization', '=', 'result.organization').onRef('thing.id', '=', 'result.thing'),
    )
    .selectAll('result')
    .select('thing.name as thing_name')
    .orderBy('result.fingerprint')
    .execute();
  return page(
    rows,
    limit,
    (row) => [row.fingerprint],
    (row) => ({ ...resultOut(row), thingName: row.thing_name ?? undefined, sources: [row.tool] }),
  );
}

/**
 * That a failing result speaks for its finding: of the tools that state the same of a thing, the one that comes
 * first in the order of findings.
 */
export function speaksFor(table: 'result') {
  return sql<boolean>`(${sql.ref(`${table}.finding`)} is null or not exists (
    select 1 from result as other where other.organization = ${sql.ref(`${table}.organization`)}
      and other.finding = ${sql.ref(`${table}.finding`)} and other.finding is not null and other.status = 'fail'
      and (other.urgency, other.first_seen, other.fingerprint) <
        (${sql.ref(`${table}.urgency`)}, ${sql.ref(`${table}.first_seen`)}, ${sql.ref(`${table}.fingerprint`)})))`;
}

/** Tools that state each of these findings now. */
async function toolsOf(
  db: Kysely<Tables>,
  organization: string,
  findings: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let from = 0; from < findings.length; from += LOOKUP) {
    const rows = await db
      .selectFrom('result')
      .select(['finding', 'tool'])
      .distinct()
      .where('organization', '=', organization)
      .where('finding', 'in', findings.slice(from, from + LOOKUP))
      .where('status', '=', 'fail')
      .orderBy('tool')
      .execute();
    for (const { finding, tool } of rows) {
      if (finding !== null) found.set(finding, [...(found.get(finding) ?? []), tool]);
    }
  }
  return found;
}

/** By id, each with the keys and facts of all that counts as it. */
export async function thingsPage(
  db: Kysely<Tables>,
  organization: string,
  { system, kind }: Filter<'things'>,
  wanted: Page,
): Promise<Rows<'things'>> {
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
  // One statement, so that things and keys are of the same moment.
  const rows = await db
    .selectFrom(
      some
        .orderBy('id')
        .limit(limit + 1)
        .as('listed'),
    )
    .innerJoin('thing', (join) =>
      join
        .onRef('thing.organization', '=', 'listed.organization')
        .on(sql<boolean>`(thing.id = listed.id or thing.counts_as = listed.id)`),
    )
    .leftJoin('thing_key', (join) =>
      join
        .onRef('thing_key.organization', '=', 'thing.organization')
        .onRef('thing_key.thing', '=', 'thing.id'),
    )
    .selectAll('thing')
    .select(['listed.id as listed', 'thing_key.key', 'thing_key.full_key'])
    .orderBy('listed.id')
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
  const names = await namesOf(
    db,
    organization,
    [...things].flatMap(([id, { parts }]) => [...parts.keys()].map((part) => [part, id] as const)),
  );
  for (const [id, keys] of names) things.get(id)?.keys.push(...keys);
  return page(
    [...things],
    limit,
    ([id]) => [id],
    ([id, { parts, keys }]) => ({ ...factsOf(id, parts), keys: [...new Set(keys)].sort() }),
  );
}

/** Names that belong to things now, though nothing was known by these names alone; by the thing listed. */
async function namesOf(
  db: Kysely<Tables>,
  organization: string,
  listed: readonly (readonly [part: string, listed: string])[],
): Promise<Map<string, Key[]>> {
  const by = new Map(listed);
  const parts = [...by.keys()];
  const found = new Map<string, Key[]>();
  for (let from = 0; from < parts.length; from += LOOKUP) {
    const rows = await db
      .selectFrom('claim')
      .select(['key', 'thing', 'first', 'last'])
      .where('organization', '=', organization)
      .where('key', 'in', (those) =>
        those
          .selectFrom('claim')
          .select('key')
          .where('organization', '=', organization)
          .where('thing', 'in', parts.slice(from, from + LOOKUP)),
      )
      // Where something is known by the name alone, the name is among its keys.
      .where(
        sql<boolean>`not exists (select 1 from thing_key
          where thing_key.organization = claim.organization and thing_key.key = claim.key)`,
      )
      .execute();
    const byKey = new Map<string, typeof rows>();
    for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
    for (const [key, claims] of byKey) {
      const id = by.get(ownerAt(claims, Number.MAX_SAFE_INTEGER) ?? '');
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), key]);
    }
  }
  return found;
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

/** Of that system, or of nobody. */
function systemIs(system: string | null) {
  return system === null ? sql<boolean>`system is null` : sql<boolean>`system = ${cleanText(system)}`;
}
