import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Origin } from '../../records/origin.ts';
import { ASPECTS, type AspectId } from '../../records/words.ts';
import type { Behind, Page } from '../rows.ts';
import type { Reader } from '../store.ts';
import { chunksOf } from './chunks.ts';
import { decode, page } from './page.ts';
import { evidenceOut, resultOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

type Rows<Name extends 'evidence' | 'findings'> = Awaited<ReturnType<Reader[Name]>>;
type Filter<Name extends 'evidence' | 'findings'> = Parameters<Reader[Name]>[0];

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
    .leftJoin('content', (join) =>
      join
        .onRef('content.organization', '=', 'newest.organization')
        .onRef('content.document', '=', 'newest.document'),
    )
    .selectAll('evidence')
    .select([
      'document.name as document_name',
      'document.adapter',
      'document.origin',
      'document.records',
      'content.same',
      'content.undated',
      'content.behind',
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
      records: JSON.parse(row.records) as Behind['records'], // as it was written
      content:
        row.undated === null || row.behind === null
          ? undefined
          : { same: row.same ?? undefined, undated: row.undated === 1, behind: row.behind },
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
  if (!filter.open) return resultsPage(db, organization, filter, wanted);
  const { system, aspect } = filter;
  const owner = system === undefined ? sql<boolean>`1 = 1` : systemIs(system);
  // Written out, so that the index over what fails can be used.
  const where = sql<boolean>`organization = ${organization} and status = 'fail' and ${SPEAKS_FOR_FINDING} and ${owner}`;
  return worstPage(db, organization, { aspects: aspect === undefined ? ASPECTS : [aspect], where }, wanted);
}

/**
 * Open findings, the worst first, of these the oldest: each aspect's from the index in this order.
 * @param open what `where` leaves is open, of the organization, and speaks for its finding
 */
export async function worstPage(
  db: Kysely<Tables>,
  organization: string,
  open: { aspects: readonly AspectId[]; where: RawBuilder<boolean> },
  wanted: Page,
): Promise<Rows<'findings'>> {
  const { limit } = wanted;
  const cursor = decode(wanted, ['number', 'number', 'string']);
  const worst = (of: AspectId) => {
    let query = db
      .selectFrom('result')
      .select(['organization', 'urgency', 'first_seen', 'fingerprint'])
      .where('aspect', '=', of)
      .where(open.where);
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
  const [first, ...others] = open.aspects;
  if (first === undefined) return { rows: [], next: undefined };
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
  const out = await findingsOut(db, organization, rows);
  return page(rows, limit, (row) => [row.urgency, row.first_seen, row.fingerprint], out);
}

/** Rows that speak for their findings, as lists tell them: with every tool that states the same. */
export async function findingsOut(
  db: Kysely<Tables>,
  organization: string,
  rows: readonly (Tables['result'] & { thing_name: string | null })[],
) {
  const tools = await toolsOf(
    db,
    organization,
    rows.flatMap(({ finding }) => finding ?? []),
  );
  return (row: (typeof rows)[number]) => ({
    ...resultOut(row),
    thingName: row.thing_name ?? undefined,
    sources: tools.get(row.finding ?? '') ?? [row.tool],
  });
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
 * That a failing row of `result` speaks for its finding: of the tools that state the same of a thing, the one
 * that comes first in the order of findings.
 */
export const SPEAKS_FOR_FINDING = sql<boolean>`(result.finding is null or not exists (
  select 1 from result as other where other.organization = result.organization
    and other.finding = result.finding and other.finding is not null and other.status = 'fail'
    and (other.urgency, other.first_seen, other.fingerprint) <
      (result.urgency, result.first_seen, result.fingerprint)))`;

/** Tools that state each of these findings now. */
async function toolsOf(
  db: Kysely<Tables>,
  organization: string,
  findings: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const chunk of chunksOf(findings)) {
    const rows = await db
      .selectFrom('result')
      .select(['finding', 'tool'])
      .distinct()
      .where('organization', '=', organization)
      .where('finding', 'in', chunk)
      .where('status', '=', 'fail')
      .orderBy('tool')
      .execute();
    for (const { finding, tool } of rows) {
      if (finding !== null) found.set(finding, [...(found.get(finding) ?? []), tool]);
    }
  }
  return found;
}

/** Of that system, or of nobody. */
export function systemIs(system: string | readonly string[] | null) {
  if (system === null) return sql<boolean>`system is null`;
  if (typeof system === 'string') return sql<boolean>`system = ${cleanText(system)}`;
  return sql<boolean>`system in (${sql.join(system.map(cleanText))})`;
}
