import { Kysely, PostgresDialect } from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { Refusal } from '../../records/refusal.ts';
import { migrations } from '../shared/schema.ts';
import { checkVersion, EVERY, storeOver } from '../shared/store.ts';
import type { Tables } from '../shared/tables.ts';
import type { Store } from '../store.ts';
import { postgresBulk } from './bulk.ts';
import { fence, isAboveFence, type Lender } from './fence.ts';
import { refused } from './refused.ts';
import { postgresScan } from './scan.ts';
import { turns } from './turns.ts';
import { POSTGRES } from './words.ts';

/** How long a writer waits for one on another server, in milliseconds: longer than any import takes. */
const PATIENCE = 10 * 60_000;
/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 4_747_001;

/**
 * Opens the store in a PostgreSQL database; makes or upgrades its tables.
 * @throws Refusal `store` where it cannot be reached, or a newer Assay has written to it
 */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser: parser } });
  // A connection that breaks while idle is replaced by the pool; the next query tells if the server is gone.
  pool.on('error', () => undefined);
  let unfenced: boolean;
  try {
    unfenced = await withClient(pool, async (client) => {
      await migrate(client);
      return isAboveFence(client);
    });
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
  const turn = turns();
  const fenced = fence(pool);
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
      throw refused(error) ?? error;
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
    // Kysely would leave the pool open where it was never asked to read.
    close: () => pool.end(),
  });
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
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that the server ends in the middle tells so here as well as in the query that failed.
  const failed = (error: Error) => {
    broken = error;
  };
  client.on('error', failed);
  try {
    return await work(client);
  } finally {
    client.off('error', failed);
    client.release(broken);
  }
}

async function migrate(client: PoolClient): Promise<void> {
  const steps = migrations(POSTGRES);
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('create table if not exists schema_version (version integer not null)');
    const { rows } = await client.query<{ version: number }>('select version from schema_version');
    const version = rows[0]?.version ?? 0;
    checkVersion(version, 'DATABASE_URL');
    for (const step of steps.slice(version))
      for (const statement of step) await client.query(byteOrder(statement));
    if (rows.length === 0) await client.query('insert into schema_version values ($1)', [steps.length]);
    else if (version < steps.length)
      await client.query('update schema_version set version = $1', [steps.length]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Text is ordered by its bytes, as SQLite orders it, whatever the database's language is. */
function byteOrder(statement: string): string {
  return statement.startsWith('create table')
    ? statement.replace(/\btext\b/g, 'text collate "C"')
    : statement;
}
