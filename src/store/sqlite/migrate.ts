import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Upgrade } from '../open.ts';
import { migrations } from '../shared/schema.ts';
import { checkVersion } from '../shared/store.ts';
import { refused } from './refused.ts';
import { SQLITE } from './words.ts';

const IN_KEY_ORDER = new Set(['evidence', 'sighting', 'thing_key', 'complete_run', 'cost', 'claim']);

/**
 * Brings the schema up to date in one transaction; a process that opens at the same time waits, then finds it
 * done. A store that is up to date is opened without a lock, even while another process writes. What an older
 * Assay wrote is copied beside it first, to a name that is free. Closes the database where it fails.
 * @param rehearse do all of it, but keep none of it, and copy nothing
 * @throws Refusal `store` where it is of a newer version, or the disk has no room for the copy
 */
export function migrate(database: Database, file: string, rehearse = false): Upgrade {
  const steps = migrations(SQLITE);
  const to = steps.length;
  try {
    if (versionOf(database, file) === to) return { from: to, to, copy: undefined };
    database.exec('begin immediate');
    // Another process may have done it while this one waited.
    const from = versionOf(database, file);
    const copy = from > 0 && from < to && !rehearse ? copyBeside(file, from) : undefined;
    for (const step of steps.slice(from)) for (const statement of step) database.exec(typed(statement));
    database.pragma(`user_version = ${to}`);
    database.exec(rehearse ? 'rollback' : 'commit');
    return { from, to, copy };
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    database.close();
    throw refused(error, file) ?? error;
  }
}

/** @throws Refusal `store` where a newer Assay has written to it */
function versionOf(database: Database, file: string): number {
  const version = Number(database.pragma('user_version', { simple: true }));
  checkVersion(version, file);
  return version;
}

/**
 * Columns hold their declared type and no other, as PostgreSQL's do (sqlite.org/stricttables.html). Large
 * tables of short rows are kept in the order of their key, not twice (sqlite.org/withoutrowid.html).
 */
export function typed(statement: string): string {
  const table = /^create table (\w+)/.exec(statement)?.[1];
  if (table === undefined) return statement;
  return IN_KEY_ORDER.has(table) ? `${statement} strict, without rowid` : `${statement} strict`;
}

/** A whole copy, on the disk before anything is changed. @returns its name */
function copyBeside(file: string, version: number): string {
  const to = freeName(`${file}.version-${version}`);
  const part = `${file}.copying`;
  rmSync(part, { force: true });
  // Made here, so that its rows are never readable by others.
  closeSync(openSync(part, 'wx', 0o600));
  // The transaction that holds the store has written nothing yet: others still read what it was.
  const reader = new Sqlite(file, { readonly: true });
  try {
    reader.prepare('vacuum into ?').run(part);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    reader.close();
  }
  const handle = openSync(part, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(part, to);
  return to;
}

function freeName(name: string): string {
  for (let count = 1; ; count += 1) {
    const each = count === 1 ? name : `${name}.${count}`;
    if (!existsSync(each)) return each;
  }
}
