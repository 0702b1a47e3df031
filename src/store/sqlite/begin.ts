import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../records/refusal.ts';

/** How long to wait for another process's write: longer than any import takes. */
const PATIENCE = 10 * 60_000;
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/**
 * Makes a function that begins a write transaction, and waits its turn while another process writes. SQLite's
 * own waiting would hold the whole process still, its readers included; this waits between tries.
 * @throws Refusal `store` where the other process writes for more than `patience` milliseconds
 */
export function beginner(database: Database, patience = PATIENCE): () => Promise<void> {
  database.pragma('busy_timeout = 0');
  return async () => {
    let pause = FIRST_PAUSE;
    for (let waited = 0; ; waited += pause, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        database.exec('begin immediate');
        return;
      } catch (error) {
        if (!busy(error)) throw error;
        if (waited >= patience) throw tooLong(patience);
      }
      await sleep(pause);
    }
  };
}

function busy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

function tooLong(patience: number): Refusal {
  return new Refusal(
    'store',
    `Another process has been writing to this store for more than ${patience / 1_000} seconds.`,
    {},
    'Try again when it is done.',
  );
}
