import type { PoolClient } from 'pg';

const FIRST = 1_000;

/**
 * Keeps the planner from guessing during a large import. A table that was never analysed looks to it as if
 * every organization were one of 200: it then reads all of an organization's rows for each lookup. Its own
 * analysis comes only after the commit, too late for the import that fills the table.
 */
export function statistics(client: PoolClient): { added(table: string, rows: number): Promise<void> } {
  const counted = new Map<string, { rows: number; next: number }>();
  return {
    async added(table, rows) {
      const count = counted.get(table) ?? { rows: 0, next: FIRST };
      counted.set(table, count);
      count.rows += rows;
      if (count.rows < count.next) return;
      while (count.next <= count.rows) count.next *= 10;
      // What is spread over parts is counted in its parts: the whole itself only when it is analysed.
      const known = await client.query<{ rows: number | null }>(
        `select sum(reltuples) as rows from pg_class where relkind = 'r'
          and (oid = $1::regclass or oid in (select inhrelid from pg_inherits where inhparent = $1::regclass))`,
        [table],
      );
      if ((known.rows[0]?.rows ?? 0) >= count.rows) return;
      // Where another import does the same just now, its analysis will do.
      await client.query(`analyze (skip_locked) ${table}`);
    },
  };
}
