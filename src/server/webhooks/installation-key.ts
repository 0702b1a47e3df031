import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../../records/refusal.ts';

const BYTES = 32;

/**
 * The installation's key, from which secrets are made: read from a file that only its owner can read, made at
 * the first use. Servers that share a PostgreSQL need the same file.
 * @throws Refusal `store` where it cannot be read or made, or holds no key
 */
export async function installationKey(file: string): Promise<Buffer> {
  try {
    return decodedKey(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (!isMissing(error)) throw unusable(file, error);
  }
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${randomBytes(BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unusable(file, error);
  }
  return decodedKey(await readFile(file, 'utf8'), file);
}

/**
 * A key from its text.
 * @throws Refusal `store` where it is none
 */
export function decodedKey(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === BYTES) return key;
  throw new Refusal(
    'store',
    `This is no key of ${BYTES} bytes in base64.`,
    { file },
    'Restore it from your backup; without it, secrets of webhooks have to be handed out anew.',
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function unusable(file: string, error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return new Refusal('store', `The key cannot be used: ${why}`, { file }, 'Check who may read the file.');
}
