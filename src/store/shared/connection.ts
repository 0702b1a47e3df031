import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import type { Schema, Value } from './schema.ts';

/** A query that knows its SQL and its parameters. */
export interface Query<Row> {
  compile(): CompiledQuery<Row>;
}

/** Rows to insert at once, however many. */
export interface Bulk {
  table: keyof Schema;
  columns: readonly string[];
  /** Each in the order of the columns. No two rows may share the table's key. */
  rows: readonly (readonly Value[])[];
  /** An `on conflict …` clause in portable SQL; without it a conflict is an error. */
  conflict?: string;
}

/** What the shared queries need of a database: to build a query, to run it, and to load many rows. */
export interface Connection {
  /** Builds queries in the database's dialect; never runs them. */
  readonly db: Kysely<Schema>;
  all<Row>(query: Query<Row>): Promise<Row[]>;
  /** @returns how many rows it changed */
  run(query: Query<unknown>): Promise<number>;
  /** Gives every row to `take`, as values in the order selected: the way to read millions. */
  each(query: Query<unknown>, take: (row: readonly Value[]) => void): Promise<void>;
  insert(bulk: Bulk): Promise<void>;
  /** `(select …)` of the values, for `in`, with one parameter for any number of them. */
  oneOf(values: readonly string[]): RawBuilder<string>;
}
