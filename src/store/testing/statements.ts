import { AsyncLocalStorage } from 'node:async_hooks';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { usedAgain } from '../sqlite/prepared.ts';

/** What runs a transaction, and says whose rows a connection sees, depends on which connection is free. */
const FRAME = /^(begin|commit|rollback|set local|select set_config|select pg_advisory)/i;

const asking = new AsyncLocalStorage<string[]>();
let hooked = false;

/**
 * The statements that `work` sends to either database, in their order; those of whatever runs beside it are
 * not among them. Rows that SQLite takes in bulk are one statement.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  hook();
  const seen: string[] = [];
  await asking.run(seen, work);
  return seen;
}

function hook(): void {
  if (hooked) return;
  hooked = true;
  const note = (text: unknown) => {
    if (typeof text === 'string' && !FRAME.test(text)) asking.getStore()?.push(text);
  };
  const { prepare } = Sqlite.prototype;
  Sqlite.prototype.prepare = function noting(this: Sqlite.Database, text: string) {
    note(text);
    return prepare.call(this, text);
  } as typeof prepare; // its overloads differ in the rows' types only
  usedAgain.subscribe(note);
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function noting(this: pg.Client, ...words: unknown[]) {
    const [first] = words;
    note(typeof first === 'object' && first !== null && 'text' in first ? first.text : first);
    return Reflect.apply(query, this, words);
  } as typeof query; // its overloads differ in how it answers only
}
