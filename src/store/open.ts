import type { Store } from './store.ts';

/** Where a store is: embedded in a folder, in memory, or in a PostgreSQL database. */
export type StoreLocation = { folder: string } | { memory: true } | { url: string };

/**
 * Opens a store; makes or upgrades it where needed. Only the database in use is loaded.
 * @throws Refusal `store`
 */
export async function openStore(location: StoreLocation): Promise<Store> {
  if ('url' in location) {
    const { openPostgres } = await import('./postgres/open.ts');
    return openPostgres(location.url);
  }
  const { openSqlite } = await import('./sqlite/open.ts');
  return openSqlite(location);
}

/** What an upgrade did, or would do. */
export interface Upgrade {
  /** The store's version before; 0: there was none. */
  from: number;
  /** The version that this binary keeps. */
  to: number;
  /** Where what was there before was copied to. */
  copy: string | undefined;
}

/**
 * Brings a store up to date, as opening it does.
 * @param rehearse try all of it, and change nothing
 * @throws Refusal `store`
 */
export async function upgradeStore(
  location: Exclude<StoreLocation, { memory: true }>,
  rehearse = false,
): Promise<Upgrade> {
  if ('url' in location) {
    const { upgradePostgres } = await import('./postgres/open.ts');
    return upgradePostgres(location.url, rehearse);
  }
  const { upgradeSqlite } = await import('./sqlite/open.ts');
  return upgradeSqlite(location.folder, rehearse);
}
