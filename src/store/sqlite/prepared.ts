import type { Database, Statement } from 'better-sqlite3';

/** Statements that are kept; the longest hold a thousand parameters. */
const KEPT = 200;

/**
 * A connection that prepares each text once: a lookup of a thousand values takes longer to prepare than to answer.
 * What is asked least recently goes first.
 */
export function preparing(database: Database): { prepare(text: string): Statement; close(): void } {
  const kept = new Map<string, Statement>();
  return {
    prepare(text) {
      const statement = kept.get(text) ?? database.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close: () => database.close(),
  };
}
