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
