import type { CompiledQuery } from 'kysely';

/**
 * Reads every row of a query as bare values, in the order selected: for the queries that give millions. Each
 * database has its own fast way; both leave out the objects that the query layer makes of every row.
 */
export type Scan = (query: CompiledQuery, take: (row: readonly unknown[]) => void) => Promise<void>;
