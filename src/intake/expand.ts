import { containerOf } from '../formats/archive-kinds.ts';
import { openDocument } from '../formats/open.ts';
import { tarMembers } from '../formats/tar.ts';
import { zipMembers } from '../formats/zip.ts';
import { Refusal } from '../records/refusal.ts';
import { type Handed, handedMember } from './handed.ts';

/** Enough to know a zip (its first bytes) and a tar (byte 257 on). */
const HEAD = 512;

/**
 * The files in what was handed in: those of a zip, tar or tar.gz archive, each known by its own digest, or the
 * one file that it is.
 * @throws Refusal `malformed`, `truncated`, `too-large` where an archive is unsafe, broken or over a limit
 */
export async function* expand(handed: Handed): AsyncGenerator<Handed> {
  const { path, bytes: size, range } = handed;
  const head = await first(handed);
  if (containerOf(head) === 'zip') {
    if (!range)
      throw new Refusal('unrecognised', 'A zip archive inside another.', { file: path }, 'Unpack it first.');
    for await (const member of zipMembers(path, { size, read: range })) yield await inside(path, member);
    return;
  }
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  if (gzip ? await isTarInside(handed) : containerOf(head) === 'tar') {
    const chunks = gzip ? (await openDocument({ path, chunks: handed.chunks })).bytes() : handed.chunks();
    for await (const member of tarMembers(path, chunks)) yield await inside(path, member);
    return;
  }
  yield handed;
}

function inside(
  path: string,
  member: { path: string; chunks: () => AsyncIterable<Uint8Array> },
): Promise<Handed> {
  return handedMember(`${path}/${member.path}`, member.chunks);
}

async function first(handed: Pick<Handed, 'chunks'>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of handed.chunks()) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= HEAD) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD);
}

async function isTarInside(handed: Handed): Promise<boolean> {
  try {
    const document = await openDocument({ path: handed.path, chunks: handed.chunks });
    return (
      document.head.shape === 'binary' &&
      containerOf(await first({ chunks: () => document.bytes() })) === 'tar'
    );
  } catch {
    return false; // what is wrong with it is told where it is read
  }
}
