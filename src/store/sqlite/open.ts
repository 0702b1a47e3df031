import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Refusal } from '../../records/refusal.ts';
import type { Upgrade } from '../open.ts';
import { SCHEMA_VERSION } from '../shared/schema.ts';
import { storeOver } from '../shared/store.ts';
import type { Tables } from '../shared/tables.ts';
import type { Store } from '../store.ts';
import { beginner } from './begin.ts';
import { sqliteBulk } from './bulk.ts';
import { integrity } from './integrity.ts';
import { migrate } from './migrate.ts';
import { preparing } from './prepared.ts';
import { refused } from './refused.ts';
import { sqliteScan } from './scan.ts';

const FILE = 'assay.db';

/** How long a query waits for a lock, in milliseconds. Only opening ever has to: readers are never blocked. */
const PATIENCE = 30_000;

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
  const writing = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparing(write) }) });
  const read = inMemory
    ? writing
    : new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparing(other) }) });
  const bulk = sqliteBulk(write);
  const scan = sqliteScan(write);
  const begin = beginner(write);
  // Kysely lends its one connection to one borrower at a time: that is the queue of writers.
  const transaction = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
    writing.connection().execute(async (db) => {
      try {
        await begin();
        const done = await work(db);
        write.exec('commit');
        return done;
      } catch (error) {
        if (write.inTransaction) write.exec('rollback');
        throw refused(error, file) ?? error;
      }
    });
  return storeOver({
    dialect: 'sqlite',
    read: () => read,
    readAll: read,
    scan: () => (query, take) => read.connection().execute(() => sqliteScan(other)(query, take)),
    readsWait: inMemory,
    transaction: (_organization, work) => transaction((db) => work(db, bulk, scan)),
    brief: transaction,
    integrity: async () => integrity(write),
    upkeep: async () => undefined,
    close: () =>
      // After the write that runs. Kysely itself would leave a database open that it was never asked to use.
      writing.connection().execute(async () => {
        other.close();
        write.close();
      }),
  });
}

/** Upgrades the store in a folder, or, with `rehearse`, tries to and changes nothing. */
export function upgradeSqlite(folder: string, rehearse: boolean): Upgrade {
  if (rehearse && !existsSync(join(folder, FILE))) return { from: 0, to: SCHEMA_VERSION, copy: undefined };
  const file = fileIn(folder);
  const database = connect(file);
  const done = migrate(database, file, rehearse);
  database.close();
  return done;
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
  return join(folder, FILE);
}

function connect(file: string): Database {
  let database: Database;
  try {
    // Made here, so that its rows are never readable by others; -wal and -shm take its mode over.
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    database = new Sqlite(file, { timeout: PATIENCE });
    database.pragma('journal_mode = wal');
  } catch (error) {
    throw refused(error, file) ?? error;
  }
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = memory');
  // Pages that one import after another changes reach the database once for many, not for each (40 MB of log).
  database.pragma('wal_autocheckpoint = 10000');
  // After a large import the log shrinks again.
  database.pragma('journal_size_limit = 67108864');
  return database;
}
