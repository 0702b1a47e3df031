import { ensureOrganization } from '../intake/organization.ts';
import { buildApp, type ServerParts } from './app.ts';

export { isLoopback } from './guard.ts';

/**
 * Starts listening.
 * @returns `address`: what to open in a browser; `first`: the one-time link that makes the first owner, while
 *   nobody owns it and nobody uses it alone
 */
export async function startServer(
  parts: ServerParts & { host: string; port: number },
): Promise<{ address: string; first: string | undefined; close: () => Promise<void> }> {
  await ensureOrganization(parts.store, parts.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const app = await buildApp(parts);
  const listening = await app.listen({ host: parts.host, port: parts.port });
  const address = parts.url?.origin ?? listening;
  // Whoever comes first finds levels derived: until then it is alive, and not ready.
  void app.watching.scorecards.warm((await parts.store.organizations()).map(({ id }) => id));
  const accounts = parts.store.accounts();
  const taken = (await accounts.owned()) || (parts.mayBeAlone === true && (await accounts.alone()));
  return {
    address,
    // Behind the #, so that it is in no log of any server on the way.
    first: taken ? undefined : `${address}/start#${app.first}`,
    close: () => app.close(),
  };
}
