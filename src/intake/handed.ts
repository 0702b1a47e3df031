import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { LIMITS } from '../formats/document.ts';
import { Refusal } from '../records/refusal.ts';

/** Bytes that were handed in, readable any number of times, known by their digest. */
export interface Handed {
  /** As the caller gave it, with `/`; a label, never opened again. */
  path: string;
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
  chunks(): AsyncIterable<Uint8Array>;
  /** The file on disk that holds exactly these bytes, where there is one: a worker can open it. */
  file?: string;
  /** Bytes from `start` up to before `end`, where they can be read from any place (zip needs it). */
  range?(start: number, end: number): AsyncIterable<Uint8Array>;
}

/**
 * A file on disk.
 * @param label the path to show, where it differs from the one to open
 * @throws Refusal `not-found` where it cannot be read, `too-large` over the limit on files
 */
export async function handedFile(
  file: string,
  label: string = file,
  limit = LIMITS.fileBytes,
): Promise<Handed> {
  const path = label.replaceAll('\\', '/');
  const info = await stat(file).catch(() => undefined);
  if (!info) throw new Refusal('not-found', 'There is no such file.', { file: path }, 'Check the path.');
  if (!info.isFile()) throw new Refusal('not-found', 'This is not a file.', { file: path }, 'Name a file.');
  if (info.size > limit) throw tooLarge(path, info.size, limit);
  const digest = await digestOf(createReadStream(file));
  return {
    path,
    ...digest,
    file,
    chunks: () => createReadStream(file),
    range: (start, end) => createReadStream(file, { start, end: end - 1 }),
  };
}

/** Bytes already in memory. */
export function handedBytes(path: string, bytes: Uint8Array): Handed {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    path: path.replaceAll('\\', '/'),
    sha256,
    bytes: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  };
}

/** Bytes that can be read as often as asked: a member of an archive. */
export async function handedMember(path: string, chunks: () => AsyncIterable<Uint8Array>): Promise<Handed> {
  return { path, ...(await digestOf(chunks())), chunks };
}

async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

function tooLarge(file: string, size: number, limit: number): Refusal {
  return new Refusal(
    'too-large',
    `The file has ${size} bytes; the limit is ${limit}.`,
    { file },
    'Split the export, or raise the limit on files.',
  );
}
