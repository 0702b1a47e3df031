/** Kinds of file that hold no text of their own. */
export type Container = 'parquet' | 'zip' | 'tar' | 'other';

const SIGNATURES: readonly (readonly [Container, readonly number[]])[] = [
  ['parquet', [0x50, 0x41, 0x52, 0x31]], // PAR1
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]], // an empty one
  ['other', [0x28, 0xb5, 0x2f, 0xfd]], // zstd
  ['other', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // xz
  ['other', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7z
  ['other', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]], // bzip2
];
const USTAR = [0x75, 0x73, 0x74, 0x61, 0x72];

/** What a file is by its first 512 bytes, where it is one of the kinds that are not text. */
export function containerOf(head: Uint8Array): Container | undefined {
  for (const [kind, bytes] of SIGNATURES) if (startsWith(head, bytes, 0)) return kind;
  return startsWith(head, USTAR, 257) ? 'tar' : undefined;
}

/** Whether a file is an archive of files (zip, tar) by its first 512 decompressed bytes. */
export function isArchive(head: Uint8Array): boolean {
  const kind = containerOf(head);
  return kind === 'zip' || kind === 'tar';
}

function startsWith(head: Uint8Array, bytes: readonly number[], at: number): boolean {
  return bytes.every((byte, index) => head[at + index] === byte);
}
