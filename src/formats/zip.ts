import { Readable } from 'node:stream';
import {
  type Entry,
  fromBufferPromise,
  fromRandomAccessReaderPromise,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { Refusal } from '../records/refusal.ts';
import { ARCHIVE_LIMITS, type ArchiveOptions, type Guard, guardArchive, type Member } from './archive.ts';
import { asBuffer } from './decode.ts';

/** Bytes that can be read from any place. */
export interface RandomAccess {
  size: number;
  /** The bytes from `start` up to before `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

const ENCRYPTED = 0x1;
const UNIX = 3;
const REGULAR = 0x8;
const FOLDER = 0x4;
/** Fixed part of a member's own header (APPNOTE 4.3.7). */
const HEADER_BYTES = 30;

/**
 * The files in a zip archive. All names are checked before the first is given; sizes are counted as they are
 * read, whatever the archive declares.
 * @param path of the archive, for refusals
 * @throws Refusal `malformed` (not a zip, unsafe or double names, links, devices, encrypted or overlapping
 *   members), `too-large`
 */
export async function* zipMembers(
  path: string,
  source: Uint8Array | RandomAccess,
  options: ArchiveOptions = {},
): AsyncGenerator<Member> {
  const guard = guardArchive(path, options);
  const zip = await sound(guard, undefined, () => open(source));
  const limit = options.limits?.members ?? ARCHIVE_LIMITS.members;
  if (zip.entryCount > limit) {
    throw guard.refuse('too-large', `The archive has ${zip.entryCount} members; the limit is ${limit}.`);
  }
  const entries = await sound(guard, undefined, () => checkedEntries(zip, guard));
  for (const [name, entry] of entries) yield { path: name, chunks: () => contents(zip, entry, name, guard) };
}

function open(source: Uint8Array | RandomAccess): Promise<ZipFile> {
  const options = { autoClose: false, validateEntrySizes: true };
  if (source instanceof Uint8Array) return fromBufferPromise(asBuffer(source), options);
  return fromRandomAccessReaderPromise(new Reader(source), source.size, options);
}

/** yauzl wants a class of its own. */
class Reader extends RandomAccessReader {
  readonly #source: RandomAccess;

  constructor(source: RandomAccess) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.read(start, end), { objectMode: false });
  }
}

async function checkedEntries(zip: ZipFile, guard: Guard): Promise<[string, Entry][]> {
  const files: [string, Entry][] = [];
  const spans: { start: number; end: number }[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = guard.name(entry.fileName);
    const start = entry.relativeOffsetOfLocalHeader;
    spans.push({ start, end: start + HEADER_BYTES + entry.compressedSize });
    const kind = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 28) & 0xf : 0;
    if (kind !== 0 && kind !== REGULAR && kind !== FOLDER) {
      throw guard.refuse('malformed', 'The archive holds a link or a device, not only files.', name);
    }
    if (entry.generalPurposeBitFlag & ENCRYPTED)
      throw guard.refuse('malformed', 'A member is encrypted.', name);
    if (name.endsWith('/')) continue;
    if (!entry.canDecodeFileData()) {
      throw guard.refuse('malformed', 'A member is compressed in a way that is not known.', name);
    }
    files.push([name, entry]);
  }
  spans.sort((one, other) => one.start - other.start);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next && next.start < span.end) throw guard.refuse('malformed', 'Members of the archive overlap.');
  }
  return files;
}

async function* contents(zip: ZipFile, entry: Entry, name: string, guard: Guard): AsyncGenerator<Uint8Array> {
  const stream = await sound(guard, name, () => zip.openReadStreamPromise(entry));
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const piece: Uint8Array = chunk;
      if (bytes === 0) guard.begin(name, piece);
      bytes += piece.length;
      guard.count(name, bytes, entry.compressedSize);
      yield piece;
    }
  } catch (error) {
    throw asRefusal(error, guard, name);
  } finally {
    stream.destroy();
  }
}

async function sound<T>(guard: Guard, name: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error, guard, name);
  }
}

/** Everything that yauzl and zlib throw is about the archive; its words are told, its type is not ours. */
function asRefusal(error: unknown, guard: Guard, name: string | undefined): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  return guard.refuse('malformed', `The zip archive is damaged: ${error.message.slice(0, 200)}.`, name);
}
