import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Refusal } from '../../records/refusal.ts';
import { migrations } from '../shared/schema.ts';
import { checkVersion, storeOver } from '../shared/store.ts';
import type { Tables } from '../shared/tables.ts';
import type { Store } from '../store.ts';
import { sqliteBulk } from './bulk.ts';
import { SQLITE } from './words.ts';

/** Other processes' writes are waited for this long. */
const PATIENCE = 60_000;

/**
 * Opens the store in a folder, made where it is not there yet (readable by its owner only), or in memory.
 * @throws Refusal `store` where the folder cannot be used, or a newer Assay has written to it
 */
export function openSqlite(location: { folder: string } | { memory: true }): Store {
  const inMemory = 'memory' in location;
  const file = inMemory ? ':memory:' : fileIn(location.folder);
  const write = connect(file);
  migrate(write, file);
  // In memory there is one connection only; its reads wait for its writes.
  const other = inMemory ? write : connect(file);
  const writing = new Kysely<Tables>({ dialect: new SqliteDialect({ database: write }) });
  const read = inMemory ? writing : new Kysely<Tables>({ dialect: new SqliteDialect({ database: other }) });
  const bulk = sqliteBulk(write);
  return storeOver({
    dialect: 'sqlite',
    read,
    // Kysely lends its one connection to one borrower at a time: that is the queue of writers.
    transaction: (_organization, work) =>
      writing.connection().execute(async (db) => {
        write.exec('begin immediate');
        try {
          const done = await work(db, bulk);
          write.exec('commit');
          return done;
        } catch (error) {
          if (write.inTransaction) write.exec('rollback');
          throw error;
        }
      }),
    async close() {
      await writing.destroy();
      if (!inMemory) await read.destroy();
    },
  });
}

function fileIn(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'store',
      `The data folder cannot be made: ${why}`,
      { file: folder },
      'Give another with --data.',
    );
  }
  return join(folder, 'assay.db');
}

function connect(file: string): Database {
  let database: Database;
  try {
    database = new Sqlite(file, { timeout: PATIENCE });
    database.pragma('journal_mode = wal');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'store',
      `The store cannot be opened: ${why}`,
      { file },
      'Give another folder with --data.',
    );
  }
  if (file !== ':memory:') chmodSync(file, 0o600);
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = memory');
  return database;
}

/** Brings the schema up to date in one transaction; a process that opens at the same time waits, then finds it done. */
function migrate(database: Database, file: string): void {
  const steps = migrations(SQLITE);
  database.exec('begin immediate');
  try {
    const version = Number(database.pragma('user_version', { simple: true }));
    checkVersion(version, file);
    for (const step of steps.slice(version)) for (const statement of step) database.exec(statement);
    if (version < steps.length) database.pragma(`user_version = ${steps.length}`);
    database.exec('commit');
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    database.close();
    throw error;
  }
}
