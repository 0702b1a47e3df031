import { Kysely, PostgresDialect } from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { Refusal } from '../../records/refusal.ts';
import type { Upgrade } from '../open.ts';
import { EVERY, storeOver } from '../shared/store.ts';
import type { Tables } from '../shared/tables.ts';
import type { Store } from '../store.ts';
import { borrow } from './borrow.ts';
import { postgresBulk } from './bulk.ts';
import { fence, isAboveFence, type Lender } from './fence.ts';
import { migrate } from './migrate.ts';
import { countWhole, makeYearsAhead } from './partitions.ts';
import { refused, told } from './refused.ts';
import { postgresScan } from './scan.ts';
import { turns } from './turns.ts';

/** How long a writer waits for one on another server, in milliseconds: longer than any import takes. */
const PATIENCE = 10 * 60_000;

/**
 * Opens the store in a PostgreSQL database; makes or upgrades its tables.
 * @throws Refusal `store` where it cannot be reached, or a newer Assay has written to it
 */
export async function openPostgres(url: string): Promise<Store> {
  const pool = poolOf(url);
  const fenced = fence(pool);
  const unfenced = await firstWork(pool, async (client) => {
    await migrate(client);
    await fenced.within(client, EVERY);
    await makeYearsAhead(client);
    return isAboveFence(client);
  });
  const turn = turns();
  const readOf = memo((organization) => over(fenced.pool(organization)));
  const begin = async (client: PoolClient, organization: string) => {
    await fenced.within(client, organization);
    await client.query('begin');
    await client.query(`set local lock_timeout = ${PATIENCE}`);
  };
  const ended = async <T>(client: PoolClient, work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work();
      await client.query('commit');
      return done;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw told(error);
    }
  };
  return storeOver({
    dialect: 'postgres',
    read: readOf,
    readAll: readOf(EVERY),
    scan: (organization) => postgresScan(fenced.pool(organization)),
    readsWait: false,
    transaction: (organization, work) =>
      turn(organization, () =>
        withClient(pool, (client) =>
          ended(client, async () => {
            await begin(client, organization);
            // Writers of one organization go one after another, on however many servers.
            await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [organization]);
            return work(over(lent(client)), postgresBulk(client, unfenced), postgresScan(client));
          }),
        ),
      ),
    brief: (work) =>
      withClient(pool, (client) =>
        ended(client, async () => {
          await begin(client, EVERY);
          return work(over(lent(client)));
        }),
      ),
    // Its pages are checked by the server itself, where checksums are on.
    integrity: async () => [],
    upkeep: () =>
      withClient(pool, async (client) => {
        await fenced.within(client, EVERY);
        await makeYearsAhead(client);
        await countWhole(client);
      }),
    // Kysely would leave the pool open where it was never asked to read.
    close: () => pool.end(),
  });
}

/** Upgrades the tables, or, with `rehearse`, tries to and changes nothing. */
export async function upgradePostgres(url: string, rehearse: boolean): Promise<Upgrade> {
  const pool = poolOf(url);
  const done = await firstWork(pool, (client) => migrate(client, rehearse));
  await pool.end();
  return done;
}

function poolOf(url: string): Pool {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser: parser } });
  // A connection that breaks while idle is replaced by the pool; the next query tells if the server is gone.
  pool.on('error', () => undefined);
  // One that the server ends just as it changes hands has no other listener, and would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The first work of a pool; where that fails, the pool is ended. @throws Refusal `store` */
async function firstWork<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  try {
    return await withClient(pool, work);
  } catch (error) {
    await pool.end();
    const known = error instanceof Refusal ? error : refused(error);
    if (known) throw known;
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new Refusal(
      'store',
      `PostgreSQL cannot be used: ${why}`,
      {},
      'Check DATABASE_URL, and that the server runs.',
    );
  }
}

/** The value for each name, made once. */
function memo<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(name);
    made.set(name, fresh);
    return fresh;
  };
}

/** Whole numbers beyond 32 bits (instants, counts) are exact in JavaScript up to 2^53: read them as numbers. */
function parser(oid: number, format?: 'text' | 'binary') {
  if (oid === 20 || oid === 1700) return Number;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}

/** The query layer over connections that are lent by a pool, or by something that stands for one. */
function over(pool: Lender): Kysely<Tables> {
  // Kysely asks for a connection and gives it back; nothing else of a pool is used.
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as Pool }) });
}

/** Lends one connection, always the same, that is already in a transaction, and never takes it back. */
function lent(client: PoolClient): Lender {
  const one = { query: client.query.bind(client), release: () => undefined };
  return { connect: async () => one, end: async () => undefined };
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const { client, release } = await borrow(pool);
  try {
    return await work(client);
  } finally {
    release();
  }
}
