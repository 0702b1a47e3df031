import type { Database, Statement } from 'better-sqlite3';
import type { Bulk, InsertPlan } from '../shared/bulk.ts';

/** Prepared statements, run row by row inside the transaction that the connection is in: SQLite's fastest way. */
export function sqliteBulk(database: Database): Bulk {
  const prepared = new Map<InsertPlan, Statement>();
  return {
    async insert(plan, rows) {
      let statement = prepared.get(plan);
      if (!statement) {
        const marks = plan.columns.map(() => '?').join(', ');
        statement = database.prepare(
          `insert into ${plan.table} (${plan.columns.join(', ')}) values (${marks}) ${plan.conflict}`,
        );
        prepared.set(plan, statement);
      }
      // One array for all rows: the values are bound before `run` returns.
      const { columns } = plan;
      const values: unknown[] = new Array(columns.length);
      for (const row of rows) {
        for (let index = 0; index < columns.length; index += 1) values[index] = row[columns[index] ?? ''];
        statement.run(values);
      }
    },
  };
}
