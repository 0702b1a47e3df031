import { channel } from 'node:diagnostics_channel';
import type { Database, Statement } from 'better-sqlite3';

/** Statements that are kept; the longest hold a thousand parameters. */
const KEPT = 200;

/** Told of the text of each statement that is used again: whoever counts statements sees those prepared anyway. */
export const usedAgain = channel('assay:sqlite:used-again');

/**
 * A connection that prepares each text once: a lookup of a thousand values takes longer to prepare than to answer.
 * What is asked least recently goes first.
 */
export function preparing(database: Database): { prepare(text: string): Statement; close(): void } {
  const kept = new Map<string, Statement>();
  return {
    prepare(text) {
      const known = kept.get(text);
      if (known) usedAgain.publish(text);
      const statement = known ?? database.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close: () => database.close(),
  };
}
