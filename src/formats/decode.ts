import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../records/refusal.ts';
import { containerOf } from './archive-kinds.ts';
import type { Limits } from './document.ts';

/** Where encoded bytes come from. */
export interface Source {
  path: string;
  /** The bytes as handed in; every call starts anew. */
  chunks: () => AsyncIterable<Uint8Array>;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15';

/** Enough to see every signature that is looked for (tar's lies at byte 257). */
const SNIFF = 1024;
/** Ratios mean nothing for small files: a page of spaces is no bomb. */
const RATIO_FROM = 4 * 1024 * 1024;

/**
 * Decodes a source: gunzips (all members), strips a byte-order mark, transcodes UTF-16 to UTF-8, and makes
 * sure that text is UTF-8 without NUL. Parquet and archives pass through as they are.
 * @throws Refusal `too-large`, `encoding`, `truncated`, `malformed` while iterating
 */
export async function* decode(source: Source, limits: Limits): AsyncGenerator<Buffer> {
  const raw = counted(source, limits);
  const plain = gunzipped(raw, source.path, limits);
  yield* asText(plain, source.path);
}

interface Counted {
  chunks: AsyncIterable<Buffer>;
  taken: { bytes: number };
}

function counted(source: Source, limits: Limits): Counted {
  const taken = { bytes: 0 };
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source.chunks()) {
      if (chunk.length === 0) continue;
      taken.bytes += chunk.length;
      if (taken.bytes > limits.fileBytes) {
        throw new Refusal(
          'too-large',
          `The file has more than ${limits.fileBytes} bytes, the limit on files.`,
          { file: source.path },
          'Split the export, or raise the limit fileBytes.',
        );
      }
      yield asBuffer(chunk);
    }
  }
  return { chunks: chunks(), taken };
}

async function* gunzipped(raw: Counted, path: string, limits: Limits): AsyncGenerator<Buffer> {
  const [first, rest] = await begin(raw.chunks, 2);
  if (!isGzip(first)) {
    yield* rest;
    return;
  }
  const input = Readable.from(rest, { objectMode: false });
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  let decoded = 0;
  try {
    for await (const chunk of gunzip) {
      const bytes: Buffer = chunk;
      if (decoded === 0 && isGzip(bytes)) {
        throw new Refusal(
          'encoding',
          'The file is compressed twice.',
          { file: path, byte: 0 },
          'Decompress it once, then hand it in again.',
        );
      }
      decoded += bytes.length;
      checkDecoded(decoded, raw.taken.bytes, path, limits);
      yield bytes;
    }
  } catch (error) {
    throw gzipRefusal(error, path, decoded);
  } finally {
    input.destroy();
  }
}

function checkDecoded(decoded: number, taken: number, file: string, limits: Limits): void {
  if (decoded > limits.decodedBytes) {
    throw new Refusal(
      'too-large',
      `The file decompresses to more than ${limits.decodedBytes} bytes.`,
      { file },
      'Split the export, or raise the limit decodedBytes.',
    );
  }
  if (decoded > RATIO_FROM && decoded > taken * limits.ratio) {
    throw new Refusal(
      'too-large',
      `The file decompresses to more than ${limits.ratio} times its size, as a decompression bomb does.`,
      { file },
      'Hand it in decompressed if it is sound, or raise the limit ratio.',
    );
  }
}

function gzipRefusal(error: unknown, file: string, byte: number): unknown {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') {
    return new Refusal('truncated', 'The compressed file ends in the middle.', { file, byte }, AGAIN);
  }
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new Refusal('malformed', 'The compressed file is damaged.', { file, byte }, AGAIN);
  }
  return error;
}

const AGAIN = 'Export or copy it again.';

async function* asText(plain: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  const [first, rest] = await begin(plain, SNIFF);
  if (containerOf(first)) {
    yield* rest;
    return;
  }
  const { encoding, mark } = encodingOf(first, path);
  if (encoding === 'utf-8') yield* checkedUtf8(rest, mark, path);
  else yield* transcoded(rest, encoding, mark, path);
}

/** The encoding that the first bytes show, and how many of them are the byte-order mark. */
export function encodingOf(first: Buffer, file: string): { encoding: Encoding; mark: number } {
  const [a, b, c, d] = first;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new Refusal('encoding', 'The file is UTF-32.', { file, byte: 0 }, SAVE);
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  // Two ASCII characters with a zero byte each: UTF-16 without its mark, as `Out-File` and `iconv` write it.
  if (a && b === 0 && a < 0x80 && (c === undefined || (c < 0x80 && c !== 0 && d === 0))) {
    return { encoding: 'utf-16le', mark: 0 };
  }
  if (a === 0 && b && b < 0x80 && (c === undefined || (c === 0 && d && d < 0x80))) {
    return { encoding: 'utf-16be', mark: 0 };
  }
  return { encoding: declaredByXml(first), mark: 0 };
}

/** XML may say that it is in an older encoding; ISO 8859-1 is read as its superset, as browsers do. */
function declaredByXml(first: Buffer): Encoding {
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(
    first.toString('latin1', 0, 200),
  )?.[1];
  const label = declared?.toLowerCase();
  if (label === 'iso-8859-1' || label === 'latin1' || label === 'windows-1252') return 'windows-1252';
  return label === 'iso-8859-15' ? 'iso-8859-15' : 'utf-8';
}

const SAVE = 'Save it as UTF-8.';

async function* checkedUtf8(
  chunks: AsyncIterable<Buffer>,
  mark: number,
  file: string,
): AsyncGenerator<Buffer> {
  let skip = mark;
  let offset = 0; // of `left` in the decoded text
  let left: Buffer = EMPTY;
  for await (const chunk of chunks) {
    let bytes = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    if (skip > 0) {
      const cut = Math.min(skip, bytes.length);
      bytes = bytes.subarray(cut);
      skip -= cut;
    }
    const cut = bytes.length - unfinishedTail(bytes);
    const whole = bytes.subarray(0, cut);
    left = bytes.subarray(cut);
    if (whole.length === 0) continue;
    checkText(whole, offset, file);
    offset += whole.length;
    yield whole;
  }
  if (left.length > 0) checkText(left, offset, file);
}

const EMPTY = Buffer.alloc(0);

function checkText(bytes: Buffer, offset: number, file: string): void {
  const nul = bytes.indexOf(0);
  const bad = isUtf8(bytes) ? -1 : firstInvalid(bytes);
  if (bad >= 0 && (nul < 0 || bad < nul)) {
    throw new Refusal('encoding', 'The file is not valid UTF-8.', { file, byte: offset + bad }, SAVE);
  }
  if (nul >= 0) {
    throw new Refusal(
      'encoding',
      'The file holds a NUL byte: it is not a text file.',
      { file, byte: offset + nul },
      'Hand in the report itself, as the tool writes it.',
    );
  }
}

/** How many bytes at the end begin a character that is not finished: 0 to 3. */
export function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    if (byte < 0xc2 || byte > 0xf4) return 0; // begins no character at all
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/** Where the first byte lies that cannot be UTF-8; by halving, with the fast test for each half. */
function firstInvalid(bytes: Buffer): number {
  let start = 0;
  let end = bytes.length;
  while (end - start > 8) {
    const middle = (start + end) >> 1;
    const half = bytes.subarray(start, middle);
    const sound = middle - unfinishedTail(half);
    if (sound <= start) break;
    if (isUtf8(bytes.subarray(start, sound))) start = sound;
    else end = sound;
  }
  for (let length = 1; start + length <= end; length++) {
    const part = bytes.subarray(start, start + length);
    if (unfinishedTail(part) === 0 && !isUtf8(part)) return start + length - 1;
  }
  return start;
}

async function* transcoded(
  chunks: AsyncIterable<Buffer>,
  encoding: Exclude<Encoding, 'utf-8'>,
  mark: number,
  file: string,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let skip = mark;
  let offset = 0;
  for await (const chunk of chunks) {
    const cut = Math.min(skip, chunk.length);
    skip -= cut;
    const bytes = asUtf8(decoder, chunk.subarray(cut), offset, file);
    if (bytes.length === 0) continue;
    checkText(bytes, offset, file);
    offset += bytes.length;
    yield bytes;
  }
  asUtf8(decoder, undefined, offset, file);
}

function asUtf8(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer | undefined,
  byte: number,
  file: string,
): Buffer {
  try {
    return Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
  } catch {
    throw new Refusal(
      'encoding',
      `The file is not valid ${decoder.encoding.toUpperCase()}.`,
      { file, byte },
      SAVE,
    );
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The same memory as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads at least `size` bytes (fewer where it ends) and gives them with the whole sequence again. */
async function begin(chunks: AsyncIterable<Buffer>, size: number): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first: Buffer = EMPTY;
  let done = false;
  while (first.length < size && !done) {
    const next = await iterator.next();
    if (next.done) done = true;
    else first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  async function* rest(): AsyncGenerator<Buffer> {
    try {
      if (first.length > 0) yield first;
      while (!done) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return [first, rest()];
}
