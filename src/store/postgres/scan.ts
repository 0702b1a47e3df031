import type { PoolClient } from 'pg';
import type { Scan } from '../shared/scan.ts';

/** Takes the rows as arrays, on a connection of the pool or on the one that a transaction has. */
export function postgresScan(client: Pick<PoolClient, 'query'>): Scan {
  return async ({ sql, parameters }, take) => {
    const { rows } = await client.query<unknown[]>({ text: sql, values: [...parameters], rowMode: 'array' });
    for (const row of rows) take(row);
  };
}
