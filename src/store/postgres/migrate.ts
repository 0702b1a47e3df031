import type { PoolClient } from 'pg';
import type { Upgrade } from '../open.ts';
import { migrations } from '../shared/schema.ts';
import { checkVersion } from '../shared/store.ts';
import { POSTGRES } from './words.ts';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 4_747_001;

/**
 * Brings the schema up to date in one transaction; servers that start at the same time wait for it.
 * @param rehearse do all of it, but keep none of it
 * @throws Refusal `store` where it is of a newer version
 */
export async function migrate(client: PoolClient, rehearse = false): Promise<Upgrade> {
  const steps = migrations(POSTGRES);
  const to = steps.length;
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('create table if not exists schema_version (version integer not null)');
    const { rows } = await client.query<{ version: number }>('select version from schema_version');
    const from = rows[0]?.version ?? 0;
    checkVersion(from, 'DATABASE_URL');
    for (const step of steps.slice(from))
      for (const statement of step) await client.query(byteOrder(statement));
    if (rows.length === 0) await client.query('insert into schema_version values ($1)', [to]);
    else if (from < to) await client.query('update schema_version set version = $1', [to]);
    await client.query(rehearse ? 'rollback' : 'commit');
    return { from, to, copy: undefined };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Text is ordered by its bytes, as SQLite orders it, whatever the database's language is. */
export function byteOrder(statement: string): string {
  return statement.startsWith('create table')
    ? statement.replace(/\btext\b/g, 'text collate "C"')
    : statement;
}
