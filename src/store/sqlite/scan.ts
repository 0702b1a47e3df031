import type { Database } from 'better-sqlite3';
import type { Scan } from '../shared/scan.ts';

/** Steps through the rows; nothing is held but the one at hand. */
export function sqliteScan(database: Database): Scan {
  return async ({ sql, parameters }, take) => {
    const statement = database.prepare<unknown[], readonly unknown[]>(sql).raw();
    for (const row of statement.iterate(...parameters)) take(row);
  };
}
