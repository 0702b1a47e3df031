import type { Pool, PoolClient } from 'pg';
import { borrow } from './borrow.ts';
import { told } from './refused.ts';

/** As much of a pool as a query layer needs. */
export interface Lender {
  connect(): Promise<Pick<PoolClient, 'query'> & { release(): void }>;
  end(): Promise<void>;
}

/**
 * The second fence between organizations: row-level security shows a connection only the rows of the
 * organization that it says it works for (PostgreSQL manual, "Row Security Policies"). A query that forgets
 * its organization then finds nothing of another's.
 */
export function fence(pool: Pool) {
  const within = new WeakMap<PoolClient, string>();

  /** From now on the connection sees this organization's rows; `*`: all. Once for many queries. */
  async function enter(client: PoolClient, organization: string): Promise<void> {
    if (within.get(client) === organization) return;
    within.delete(client);
    await client.query(`select set_config('assay.organization', $1, false)`, [organization]);
    within.set(client, organization);
  }

  return {
    within: enter,

    /** Lends connections that see this organization's rows. What breaks them is told by refusals. */
    pool(organization: string): Lender & { query: Pool['query'] } {
      const connect = async () => {
        const { client, release } = await borrow(pool);
        try {
          await enter(client, organization);
        } catch (error) {
          release(error instanceof Error ? error : new Error(String(error)));
          throw told(error);
        }
        const query = async (...words: Parameters<PoolClient['query']>) => {
          try {
            return await client.query(...words);
          } catch (error) {
            throw told(error);
          }
        };
        // The overloads of `query` are the client's own.
        return { query: query as unknown as PoolClient['query'], release };
      };
      const query = async (...words: Parameters<PoolClient['query']>) => {
        const client = await connect();
        try {
          return await client.query(...words);
        } finally {
          client.release();
        }
      };
      // The overloads of `query` are the client's own; only the connection behind it is chosen here.
      return { connect, end: async () => undefined, query: query as unknown as Pool['query'] };
    },
  };
}

/** Whether row-level security does not hold for this user: a superuser, or one with BYPASSRLS. */
export async function isAboveFence(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ above: boolean }>(
    'select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user',
  );
  return rows[0]?.above ?? false;
}
