import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LIMITS } from '../formats/document.ts';
import type { Handed } from '../intake/handed.ts';
import { Refusal } from '../records/refusal.ts';

/**
 * Streams an upload to a temporary file, with its digest. The name that came with it is a label only.
 * @throws Refusal `too-large` as soon as the limit is passed
 */
export async function spool(
  name: string,
  body: AsyncIterable<Uint8Array>,
  limit: number = LIMITS.fileBytes,
): Promise<{ handed: Handed; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  const file = join(folder, 'upload');
  const remove = () => rm(folder, { recursive: true, force: true });
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > limit) {
            const why = `The file is larger than the limit of ${limit} bytes.`;
            throw new Refusal('too-large', why, { file: name }, 'Split the export.');
          }
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  const handed = {
    path: name.replaceAll('\\', '/'),
    sha256: hash.digest('hex'),
    bytes,
    file,
    chunks: () => createReadStream(file),
    range: (start: number, end: number) => createReadStream(file, { start, end: end - 1 }),
  };
  return { handed, remove };
}
