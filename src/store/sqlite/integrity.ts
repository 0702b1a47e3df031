import Sqlite, { type Database } from 'better-sqlite3';
import { migrations } from '../shared/schema.ts';
import { typed } from './migrate.ts';
import { SQLITE } from './words.ts';

/** Named, at most. */
const SHOWN = 20;

/** What SQLite finds wrong with its file, and what of its tables, indexes and triggers is not as it was made. */
export function integrity(database: Database): string[] {
  try {
    const said = database.pragma(`integrity_check(${SHOWN})`) as { integrity_check: string }[]; // sqlite.org/pragma.html
    const loose = database.pragma('foreign_key_check') as unknown[];
    const wrong = said.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    if (loose.length > 0) wrong.push(`${loose.length} rows refer to nothing`);
    return [...wrong, ...changedSchema(database)].slice(0, SHOWN);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** A table without its rule would still be read: the rules are compared with those of a new store. */
function changedSchema(database: Database): string[] {
  const there = schemaOf(database);
  const fresh = new Sqlite(':memory:');
  for (const statement of migrations(SQLITE).flat()) fresh.exec(typed(statement));
  const wanted = schemaOf(fresh);
  fresh.close();
  return [...wanted].flatMap(([name, sql]) => {
    const found = there.get(name);
    if (found === sql) return [];
    return [found === undefined ? `${name} is missing` : `${name} is not as it was made`];
  });
}

/** What made each table, index and trigger, by its kind and name. */
function schemaOf(database: Database): Map<string, string> {
  const rows = database
    .prepare<[], { type: string; name: string; sql: string }>(
      'select type, name, sql from sqlite_schema where sql is not null',
    )
    .all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql]));
}
