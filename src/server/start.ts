import { ensureOrganization } from '../intake/organization.ts';
import { buildApp, type ServerParts } from './app.ts';

export { isLoopback } from './guard.ts';

/** Starts listening; `address` is what to open in a browser. */
export async function startServer(
  parts: ServerParts & { host: string; port: number },
): Promise<{ address: string; close: () => Promise<void> }> {
  await ensureOrganization(parts.store, parts.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const app = await buildApp(parts);
  const address = await app.listen({ host: parts.host, port: parts.port });
  return { address, close: () => app.close() };
}
