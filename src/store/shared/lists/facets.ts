import { type Kysely, sql } from 'kysely';
import { FACETS, type FacetCounts, type FacetOf, type ListFilter, type ListName } from '../../lists.ts';
import type { Tables } from '../tables.ts';
import { narrowed, SOURCES, toldOf } from './narrow.ts';

/** The most values that are told of one facet. */
export const TOLD = 100;

/** Each facet's counts among the rows that the other facets and the search leave. */
export async function facetCounts<List extends ListName>(
  db: Kysely<Tables>,
  organization: string,
  list: List,
  filter: ListFilter<List>,
): Promise<FacetCounts[]> {
  const out: FacetCounts[] = [];
  for (const facet of FACETS[list] as readonly FacetOf<List>[]) {
    const { table, facets, one } = SOURCES[list];
    const column = facets[facet];
    if (!column) continue;
    const where = narrowed(list, organization, filter, facet);
    const value = toldOf(column);
    const values =
      list === 'findings' && facet === 'tool'
        ? sql`select tool as value from (
            select fingerprint, tool from result where ${where}
            union select result.fingerprint, stated.tool from result
              join result as stated on stated.organization = result.organization
                and stated.finding = result.finding and stated.status = 'fail'
              where result.finding is not null and ${where}) as each`
        : one
          ? sql`select value from (select distinct ${value} as value, ${one} from ${table} where ${where}) as each`
          : sql`select ${value} as value from ${table} where ${where}`;
    const { rows } = await sql<{ value: string; count: number }>`select value, count(*) as count
      from (${values}) as listed group by value order by count(*) desc, value limit ${TOLD + 1}`.execute(db);
    out.push({
      facet,
      values: rows.slice(0, TOLD).map((row) => ({ value: row.value, count: Number(row.count) })),
      more: rows.length > TOLD,
    });
  }
  return out;
}

/** Rows that a filter leaves. */
export async function countRows<List extends ListName>(
  db: Kysely<Tables>,
  organization: string,
  list: List,
  filter: ListFilter<List>,
): Promise<number> {
  const { table, one } = SOURCES[list];
  const rows = sql`select ${one ? sql`distinct ${one}` : sql`1`} from ${table} where ${narrowed(list, organization, filter)}`;
  const counted = await sql<{ count: number }>`select count(*) as count from (${rows}) as listed`.execute(db);
  return Number(counted.rows[0]?.count ?? 0);
}
