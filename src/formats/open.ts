import type { Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import { containerOf } from './archive-kinds.ts';
import { asBuffer, decode, unfinishedTail } from './decode.ts';
import { type Document, LIMITS, type Limits } from './document.ts';
import { binaryHead, textHead } from './head.ts';

/** Bytes of decoded text that adapters may look at before they say whether a document is theirs. */
const HEAD_BYTES = 64 * 1024;

export interface OpenSource {
  /** As the caller gave it, with `/`; a label, never opened. */
  path: string;
  /** The bytes as handed in, possibly compressed; every call starts anew. */
  chunks: () => AsyncIterable<Uint8Array>;
  /** When it happened, as the caller says. */
  happened?: Instant;
  limits?: Partial<Limits>;
}

/**
 * Opens a document: reads its first 64 KiB, decoded.
 * @throws Refusal `empty`, `pointer` (git-lfs, git-annex), `encoding`, `truncated`, `malformed` (gzip),
 *   `too-large`
 */
export async function openDocument(source: OpenSource): Promise<Document> {
  const limits = { ...LIMITS, ...source.limits };
  const path = source.path.replaceAll('\\', '/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const bytes = () => decode({ path, chunks: source.chunks }, limits);

  const { first, whole } = await beginning(bytes());
  if (first.length === 0) throw emptyRefusal(path);
  const kind = containerOf(first);
  const happened = source.happened === undefined ? {} : { happened: source.happened };
  if (kind) {
    const head = binaryHead(path, name, kind === 'parquet' ? 'parquet' : 'binary', whole);
    return { name, path, head, limits, bytes, ...happened };
  }
  const text = first.toString('utf8', 0, first.length - (whole ? 0 : unfinishedTail(first)));
  if (text.trim() === '' && whole) throw emptyRefusal(path);
  refusePointer(text, whole, path);
  return { name, path, head: textHead(path, name, text, whole), limits, bytes, ...happened };
}

/**
 * A document from bytes in memory, for tests and for text that came over the API.
 * @throws Refusal as openDocument does
 */
export function memoryDocument(
  path: string,
  bytes: Uint8Array | string,
  options: { happened?: Instant; limits?: Partial<Limits>; chunkBytes?: number } = {},
): Promise<Document> {
  const { chunkBytes = 64 * 1024, ...rest } = options;
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : asBuffer(bytes);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < all.length; at += chunkBytes) yield all.subarray(at, at + chunkBytes);
  }
  return openDocument({ path, chunks, ...rest });
}

async function beginning(bytes: AsyncIterable<Buffer>): Promise<{ first: Buffer; whole: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    parts.push(chunk);
    length += chunk.length;
    if (length > HEAD_BYTES) return { first: Buffer.concat(parts).subarray(0, HEAD_BYTES), whole: false };
  }
  return { first: Buffer.concat(parts), whole: true };
}

function emptyRefusal(file: string): Refusal {
  return new Refusal(
    'empty',
    'The file has nothing in it, and an empty file proves nothing.',
    { file },
    'Run the tool again and hand in what it writes, even when it finds nothing.',
  );
}

/** What git-lfs and git-annex leave in a checkout in the place of a large file. */
function refusePointer(text: string, whole: boolean, file: string): void {
  if (text.startsWith('version https://git-lfs.github.com/spec/v1')) {
    throw new Refusal(
      'pointer',
      'This is a git-lfs pointer, not the file it stands for.',
      { file },
      'Run `git lfs pull`, then hand it in again.',
    );
  }
  if (whole && text.length < 1024 && !text.trim().includes('\n') && /(^|\/)annex\/objects\//.test(text)) {
    throw new Refusal(
      'pointer',
      'This is a git-annex pointer, not the file it stands for.',
      { file },
      'Run `git annex get`, then hand it in again.',
    );
  }
}
