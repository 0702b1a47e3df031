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
      for (const row of rows) statement.run(plan.columns.map((column) => row[column]));
    },
  };
}
