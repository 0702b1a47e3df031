import { Kysely, PostgresDialect } from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { Refusal } from '../../records/refusal.ts';
import { migrations } from '../shared/schema.ts';
import { checkVersion, storeOver } from '../shared/store.ts';
import type { Tables } from '../shared/tables.ts';
import type { Store } from '../store.ts';
import { postgresBulk } from './bulk.ts';
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
  try {
    await withClient(pool, migrate);
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
  const read = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return storeOver({
    dialect: 'postgres',
    read,
    scan: postgresScan(pool),
    readsWait: false,
    transaction: (organization, work) =>
      turn(organization, () =>
        withClient(pool, async (client) => {
          try {
            await client.query('begin');
            await client.query(`set local lock_timeout = ${PATIENCE}`);
            // Writers of one organization go one after another, on however many servers.
            await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [organization]);
            const done = await work(over(client), postgresBulk(client), postgresScan(client));
            await client.query('commit');
            return done;
          } catch (error) {
            await client.query('rollback').catch(() => undefined);
            throw refused(error) ?? error;
          }
        }),
      ),
    // Kysely would leave the pool open where it was never asked to read.
    close: () => pool.end(),
  });
}

/** Whole numbers beyond 32 bits (instants, counts) are exact in JavaScript up to 2^53: read them as numbers. */
function parser(oid: number, format?: 'text' | 'binary') {
  if (oid === 20 || oid === 1700) return Number;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}

/** The query layer over one connection that is already in a transaction. */
function over(client: PoolClient): Kysely<Tables> {
  const lent = { query: client.query.bind(client), release: () => undefined };
  // Kysely asks a pool for a connection; this one always lends the same, and never takes it back.
  const pool = { connect: async () => lent, end: async () => undefined };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as Pool }) });
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
