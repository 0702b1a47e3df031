import type { Pool, PoolClient } from 'pg';
import { told } from './refused.ts';

/** A connection of the pool, for a while. */
export interface Borrowed {
  client: PoolClient;
  /** Gives it back; one that broke meanwhile is replaced. */
  release(broken?: Error): void;
}

/**
 * Borrows a connection. One that the server ends in the middle tells so by an event, too, which ends the
 * process where nobody listens.
 * @throws Refusal `store` where there is none to be had
 */
export async function borrow(pool: Pool): Promise<Borrowed> {
  const client = await pool.connect().catch((error: unknown) => {
    throw told(error);
  });
  let broken: Error | undefined;
  const failed = (error: Error) => {
    broken = error;
  };
  client.on('error', failed);
  return {
    client,
    release(why) {
      client.off('error', failed);
      client.release(why ?? broken);
    },
  };
}
