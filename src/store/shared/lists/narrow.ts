import { type RawBuilder, sql } from 'kysely';
import type { FacetOf, ListFilter, ListName } from '../../lists.ts';
import { SPEAKS_FOR_FINDING } from '../listings.ts';
import { cleanText } from '../text.ts';

/** A condition of a query. */
export type Condition = RawBuilder<boolean>;

/** How a facet stands in its table: text, text or null, text or '', a truth or null. */
interface Column {
  column: RawBuilder<unknown>;
  as: 'text' | 'maybe' | 'truth';
}

interface Source {
  table: RawBuilder<unknown>;
  /** What rows of the table are rows of the list. */
  base: readonly Condition[];
  facets: Readonly<Record<string, Column>>;
  /** That its words hold what is searched for. */
  search(pattern: string): Condition;
  /** What makes a row of the list, where several rows of the table are one. */
  one?: RawBuilder<unknown>;
}

const text = (column: string): Column => ({ column: sql.ref(column), as: 'text' });
const maybe = (column: string): Column => ({ column: sql.ref(column), as: 'maybe' });
const truth = (column: string): Column => ({ column: sql.ref(column), as: 'truth' });
// The pattern is in lower case, as far as both databases agree on what that is: in ASCII.
const holds = (column: string, pattern: string) =>
  sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
const any = (conditions: readonly Condition[]) => sql<boolean>`(${sql.join(conditions, sql` or `)})`;

export const SOURCES: Readonly<Record<ListName, Source>> = {
  things: {
    table: sql`thing`,
    base: [sql<boolean>`thing.counts_as is null`],
    facets: {
      kind: text('thing.kind'),
      system: maybe('thing.system'),
      owner: maybe('thing.owner'),
      account: maybe('thing.account'),
      public: truth('thing.public'),
      pii: truth('thing.pii'),
    },
    search: (pattern) =>
      any([
        holds('thing.name', pattern),
        sql<boolean>`exists (select 1 from thing_key where thing_key.organization = thing.organization
          and thing_key.thing = thing.id and ${holds('thing_key.key', pattern)})`,
      ]),
  },
  findings: {
    table: sql`result`,
    // Written out, so that the indexes over what fails can be used.
    base: [sql<boolean>`result.status = 'fail'`, SPEAKS_FOR_FINDING],
    facets: {
      severity: text('result.severity'),
      aspect: text('result.aspect'),
      system: maybe('result.system'),
      tool: text('result.tool'),
      rule: text('result.rule'),
    },
    search: (pattern) =>
      any([
        ...['rule', 'title', 'message', 'location'].map((column) => holds(`result.${column}`, pattern)),
        sql<boolean>`exists (select 1 from thing where thing.organization = result.organization
          and thing.id = result.thing and ${holds('thing.name', pattern)})`,
      ]),
  },
  identities: {
    table: sql`latest`,
    base: [sql<boolean>`latest.kind = 'identity'`],
    facets: {
      type: text('latest.type'),
      system: text('latest.system'),
      account: text('latest.account'),
      central: truth('latest.central'),
      active: truth('latest.active'),
      admin: truth('latest.admin'),
      mfa: truth('latest.mfa'),
    },
    search: (pattern) => any([holds('latest.name', pattern), holds('latest.account', pattern)]),
  },
  components: {
    table: sql`latest`,
    base: [sql<boolean>`latest.kind = 'component'`],
    facets: {
      ecosystem: text('latest.type'),
      system: text('latest.system'),
      licence: text('latest.licence'),
    },
    search: (pattern) => any([holds('latest.name', pattern), holds('latest.version', pattern)]),
    one: sql`name, version, licence`,
  },
};

/** A facet's value as lists tell it: '' where nothing is known. */
export function toldOf({ column, as }: Column): RawBuilder<string> {
  if (as === 'text') return sql<string>`${column}`;
  if (as === 'maybe') return sql<string>`coalesce(${column}, '')`;
  return sql<string>`case ${column} when 1 then 'yes' when 0 then 'no' else '' end`;
}

/** Conditions under which a row of a list's table is wanted; without those of one facet, where it is named. */
export function narrowed<List extends ListName>(
  list: List,
  organization: string,
  { chosen = {}, search, within }: ListFilter<List>,
  without?: FacetOf<List>,
): Condition {
  const source = SOURCES[list];
  const conditions: Condition[] = [
    sql<boolean>`${source.table}.organization = ${organization}`,
    ...source.base,
  ];
  for (const [facet, values] of Object.entries<readonly string[] | undefined>(chosen)) {
    const column = source.facets[facet];
    if (!column || !values || values.length === 0 || facet === without) continue;
    conditions.push(
      list === 'findings' && facet === 'tool' ? statedBy(values) : isOneOf(column, values.map(cleanText)),
    );
  }
  const system = source.facets.system;
  if (within && system) conditions.push(isOneOf(system, within));
  if (search) conditions.push(source.search(patternOf(search)));
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function isOneOf({ column, as }: Column, values: readonly string[]): Condition {
  const known = values.filter((value) => as === 'text' || value !== '');
  const parts: Condition[] = [];
  if (as === 'truth') {
    const flags = known.flatMap((value) => (value === 'yes' ? [1] : value === 'no' ? [0] : []));
    if (flags.length > 0) parts.push(sql<boolean>`${column} in (${sql.join(flags)})`);
  } else if (known.length > 0) parts.push(sql<boolean>`${column} in (${sql.join(known)})`);
  if (as !== 'text' && values.includes('')) parts.push(sql<boolean>`${column} is null`);
  return parts.length === 0 ? sql<boolean>`1 = 0` : any(parts);
}

/** That one of these tools states the finding now, though another may speak for it. */
function statedBy(tools: readonly string[]): Condition {
  const those = sql.join(tools.map(cleanText));
  return sql<boolean>`(result.tool in (${those}) or exists (
    select 1 from result as stated where stated.organization = result.organization
      and stated.finding = result.finding and stated.finding is not null and stated.status = 'fail'
      and stated.tool in (${those})))`;
}

/** Lower case in ASCII alone, and nothing of it a wildcard. */
function patternOf(search: string): string {
  const lower = cleanText(search).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `%${lower.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
