import type { PoolClient } from 'pg';
import { GROWING, type Growing } from '../shared/schema.ts';

/** The first year that has a table of its own. */
const FIRST = 2024;
/** Years that are made before they begin. */
const AHEAD = 2;
/** How long making a year's table may keep others waiting, in milliseconds. */
const PATIENCE = 2_000;

/** Any number that nothing else in the database locks. */
const ONE_AT_A_TIME = 4_747_002;

/** Takes the rows of years that have no table of their own. */
const OTHER = 'other';

/**
 * The statement that makes `partition_year(parent, column, year)`, which makes a table for the rows of a year (in
 * UTC) where there is none: PostgreSQL manual, "Table Partitioning". Row triggers of the whole hold for its
 * parts (from PostgreSQL 13 on), row-level security does not: a part has its own, for whoever names it.
 * @param fence statements that fence a part
 * @param notEmptied the statement that keeps a part of an append-only table from being emptied
 */
export function partitionYear(
  fence: (part: string) => readonly string[],
  notEmptied: (part: string) => string,
): string {
  const execute = (statement: string) => `execute format('${statement.replaceAll("'", "''")}', part);`;
  return `create function partition_year(parent text, by text, year integer) returns boolean language plpgsql as $$
    declare
      part text := parent || '_' || coalesce(year::text, '${OTHER}');
      begins bigint := extract(epoch from make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC')) * 1000;
      ends bigint := extract(epoch from make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC')) * 1000;
      taken boolean;
    begin
      if to_regclass(part) is not null then return false; end if;
      if year is null then
        execute format('create table %I partition of %I default', part, parent);
      else
        -- What came in before its year was made stays where it is, and all that is like it goes there too.
        execute format('select exists (select 1 from %I where %I >= %s and %I < %s)',
          parent || '_${OTHER}', by, begins, by, ends) into taken;
        if taken then return false; end if;
        execute format('create table %I partition of %I for values from (%s) to (%s)', part, parent, begins, ends);
      end if;
      ${fence('%1$I').map(execute).join('\n      ')}
      if parent = 'evidence' then ${execute(notEmptied('%1$I'))} end if;
      return true;
    end $$`;
}

/**
 * Statements that put a table in place of one that has all rows in one, and take the rows over. Its unique key
 * must hold the column that it is spread by.
 */
export function partitioned({ table, by, key, indexes }: Growing): string[] {
  const old = `${table}_whole`;
  const columns = [...new Set([...key, by])].join(', ');
  return [
    `alter table ${table} rename to ${old}`,
    `alter index ${table}_pkey rename to ${old}_pkey`,
    // Its owner, who runs this, would be shown no rows to take over.
    `alter table ${old} no force row level security`,
    `create table ${table} (like ${old}, primary key (${columns})) partition by range (${by})`,
    `select partition_year('${table}', '${by}', null)`,
    `select partition_year('${table}', '${by}', year) from generate_series(${FIRST}, ${lastYear}) as year`,
    `insert into ${table} select * from ${old}`,
    `drop table ${old}`,
    ...indexes,
  ];
}

const lastYear = `extract(year from now() at time zone 'UTC')::integer + ${AHEAD}`;

/**
 * Makes the tables of the years to come. Where whoever reads and writes beside it keeps it waiting it gives up,
 * and the next time will do: years are made long before they begin.
 * @param client a connection that sees every organization's rows
 */
export async function makeYearsAhead(client: PoolClient): Promise<void> {
  // One transaction for each: who holds one table and waits for another could wait for a writer that waits for it.
  for (const [table, by] of GROWING) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = ${PATIENCE}`);
      await client.query('select pg_advisory_xact_lock($1)', [ONE_AT_A_TIME]);
      await client.query(
        `select partition_year($1, $2, year) from generate_series(${FIRST}, ${lastYear}) as year`,
        [table, by],
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      if (!isTimeout(error)) throw error;
    }
  }
}

/**
 * Lets the planner know how large the whole of each is: PostgreSQL looks at the parts by itself, never at the
 * whole (manual, ANALYZE).
 */
export async function countWhole(client: PoolClient): Promise<void> {
  for (const [table] of GROWING) await client.query(`analyze (skip_locked) ${table}`);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}
