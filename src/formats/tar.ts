import { Refusal } from '../records/refusal.ts';
import { ARCHIVE_LIMITS, type ArchiveOptions, type Guard, guardArchive, type Member } from './archive.ts';
import { asBuffer } from './decode.ts';

const BLOCK = 512;
/** A member is held whole while it is read, so it may not be as large as in a zip. */
const MEMBER_BYTES = 64 * 1024 * 1024;
/** Extended headers hold names and times. */
const EXTENDED_BYTES = 64 * 1024;

/** Takes bytes from chunks as they are asked for. */
interface Taker {
  /** Exactly so many; undefined where there are none left. @throws Refusal where only a part is left */
  take(size: number): Promise<Buffer | undefined>;
}

/**
 * The files in a tar archive (POSIX ustar and pax, GNU long names), in order; each is held in memory, so only
 * members up to 64 MiB are read.
 * @param path of the archive, for refusals
 * @param chunks its bytes, decompressed: those of a document of the shape `binary`
 * @throws Refusal `malformed` (unsafe or double names, links, devices, wrong sums), `truncated`, `too-large`
 */
export async function* tarMembers(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  options: ArchiveOptions = {},
): AsyncGenerator<Member> {
  const memberBytes = Math.min(options.limits?.memberBytes ?? ARCHIVE_LIMITS.memberBytes, MEMBER_BYTES);
  const guard = guardArchive(path, { ...options, limits: { ...options.limits, memberBytes } });
  const taker = takerOf(chunks, guard);
  let longName: string | undefined;
  for (;;) {
    const header = await taker.take(BLOCK);
    if (!header || header.every((byte) => byte === 0)) return;
    checkSum(header, guard);
    const size = sizeIn(header, guard);
    const kind = String.fromCharCode(header[156] ?? 0);
    const extended = kind === 'x' || kind === 'g' || kind === 'L';
    const raw = longName ?? shortName(header);
    if (extended && size > EXTENDED_BYTES)
      throw guard.refuse('too-large', 'A header of the archive is too long.');
    if (!extended) guard.count(raw, size, size);
    const body = await taker.take(Math.ceil(size / BLOCK) * BLOCK);
    if (!body) throw cut(path);
    const bytes = body.subarray(0, size);
    if (kind === 'x') longName = paxPath(bytes) ?? longName;
    else if (kind === 'L') longName = untilNul(bytes);
    if (extended) continue;
    longName = undefined;
    const name = guard.name(raw);
    if (kind === '5') continue;
    if (kind !== '0' && kind !== '\0' && kind !== '7') {
      throw guard.refuse('malformed', 'The archive holds a link or a device, not only files.', name);
    }
    guard.begin(name, bytes);
    yield { path: name, chunks: () => once(bytes) };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function takerOf(chunks: AsyncIterable<Uint8Array>, guard: Guard): Taker {
  const iterator = chunks[Symbol.asyncIterator]();
  let parts: Uint8Array[] = [];
  let held = 0;
  return {
    async take(size) {
      if (size === 0) return Buffer.alloc(0);
      while (held < size) {
        const next = await iterator.next();
        if (next.done) break;
        parts.push(next.value);
        held += next.value.length;
      }
      if (held === 0) return undefined;
      if (held < size) throw guard.refuse('truncated', 'The archive ends in the middle.');
      const [only] = parts;
      const all = parts.length === 1 && only ? asBuffer(only) : Buffer.concat(parts);
      parts = [all.subarray(size)];
      held -= size;
      return all.subarray(0, size);
    },
  };
}

function cut(file: string): Refusal {
  return new Refusal('truncated', 'The archive ends in the middle.', { file }, 'Pack it again.');
}

/** The sum of a header's bytes, with its own field taken as spaces (POSIX.1-2017 pax, ustar interchange). */
function checkSum(header: Buffer, guard: Guard): void {
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  if (octal(header, 148, 8) !== sum)
    throw guard.refuse('malformed', 'A header of the tar archive is damaged.');
}

function sizeIn(header: Buffer, guard: Guard): number {
  const size = octal(header, 124, 12);
  if (size === undefined) throw guard.refuse('malformed', 'A member of the tar archive has no proper size.');
  return size;
}

function octal(header: Buffer, from: number, length: number): number | undefined {
  const text = untilNul(header.subarray(from, from + length)).trim();
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function shortName(header: Buffer): string {
  const name = untilNul(header.subarray(0, 100));
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? untilNul(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The `path` record of a pax header: lines of `length name=value`. */
function paxPath(bytes: Buffer): string | undefined {
  let found: string | undefined;
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', at, space));
    if (!Number.isSafeInteger(length) || length <= space - at) return found;
    const record = bytes.toString('utf8', space + 1, at + length - 1);
    if (record.startsWith('path=')) found = record.slice('path='.length);
    at += length;
  }
  return found;
}

function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}
