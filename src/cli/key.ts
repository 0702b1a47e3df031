import type { Context } from './context.ts';
import { keyFile } from './options.ts';
import type { Settings } from './settings.ts';

/** The installation's key: given as a setting, or kept in a file. */
export async function serverKey(
  settings: Pick<Settings, 'key'>,
  data: string | undefined,
  context: Context,
): Promise<Buffer> {
  const { decodedKey, installationKey } = await import('../server/webhooks/installation-key.ts');
  if (settings.key !== undefined) return decodedKey(settings.key, 'ASSAY_KEY');
  return installationKey(keyFile(data, context));
}
