import { Refusal } from '../records/refusal.ts';
import { isSize } from './ranges.ts';
import { HASH_BYTES, type Nodes, nodeHash } from './tree.ts';

/** Hashes in a full tile: each tile is a subtree of height 8. (C2SP tlog-tiles) */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/**
 * Reads the tile at a level and index: 32-byte hashes one after another, at most 256. What it gives may be
 * wider than a smaller tree needs: a tile only ever grows at its end.
 */
export type ReadTile = (level: number, index: number) => Uint8Array | undefined;

/** A tile to be written, in place of a narrower one at its level and index. */
export interface Tile {
  level: number;
  /** From the left, first is 0. */
  index: number;
  /** 1 to 256 hashes of 32 bytes. */
  hashes: Buffer;
}

/**
 * Appends leaves to a log: the tiles that change, each complete in itself. Takes O(leaves + log size) hashes
 * and reads one tile a level at most.
 * @param read what is stored of the first `size` leaves
 * @param size leaves so far
 * @param leaves hashes of the leaves to append, 32 bytes each
 * @throws Refusal store where a tile is missing or damaged, usage
 */
export function appendLeaves(read: ReadTile, size: number, leaves: readonly Uint8Array[]): Tile[] {
  if (!isSize(size) || !isSize(size + leaves.length))
    throw new Refusal('usage', 'A log cannot be that long.');
  if (leaves.some((leaf) => leaf.length !== HASH_BYTES)) {
    throw new Refusal('usage', 'The hash of a leaf has 32 bytes.');
  }
  const out: Tile[] = [];
  let before = size;
  let fresh: readonly Uint8Array[] = leaves;
  for (let level = 0; fresh.length > 0; level += 1) {
    const roots: Buffer[] = [];
    const held = before % TILE_WIDTH;
    let index = (before - held) / TILE_WIDTH;
    let first: Uint8Array[] = held > 0 ? [wanted(read, level, index, held)] : [];
    let room = TILE_WIDTH - held;
    for (let at = 0; at < fresh.length; index += 1) {
      const hashes = Buffer.concat([...first, ...fresh.slice(at, at + room)]);
      out.push({ level, index, hashes });
      if (hashes.length === TILE_WIDTH * HASH_BYTES) roots.push(subtreeHash(hashes));
      at += room;
      first = [];
      room = TILE_WIDTH;
    }
    before = Math.floor(before / TILE_WIDTH);
    fresh = roots;
  }
  return out;
}

/**
 * The subtrees of a tiled log, for `treeRoot`, `inclusionProof` and `consistencyProof`. Remembers the tiles it
 * has read: make one for each batch of proofs.
 * @param size leaves in the log
 * @returns nodes that refuse (store) where a tile is missing or damaged
 */
export function tileNodes(read: ReadTile, size: number): Nodes {
  const seen = new Map<string, Buffer>();
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const width = 2 ** (level % TILE_HEIGHT);
    const offset = (index * width) % TILE_WIDTH;
    const tile = (index * width - offset) / TILE_WIDTH;
    const there = Math.min(Math.floor(size / TILE_WIDTH ** tileLevel) - tile * TILE_WIDTH, TILE_WIDTH);
    if (offset + width > there) throw new Refusal('usage', `A log of ${size} leaves has no leaf that far.`);
    const name = `${tileLevel}/${tile}`;
    const hashes = seen.get(name) ?? wanted(read, tileLevel, tile, there);
    seen.set(name, hashes);
    return subtreeHash(hashes.subarray(offset * HASH_BYTES, (offset + width) * HASH_BYTES));
  };
}

/** Where C2SP tlog-tiles serves a tile: `tile/0/x001/x234/067`, with `.p/112` while it is 112 hashes wide. */
export function tilePath({ level, index, hashes }: Tile): string {
  const width = hashes.length / HASH_BYTES;
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The first `width` hashes of a tile that must be there. */
function wanted(read: ReadTile, level: number, index: number, width: number): Buffer {
  const tile = read(level, index);
  if (!tile || tile.length % HASH_BYTES !== 0 || tile.length < width * HASH_BYTES) {
    throw new Refusal(
      'store',
      `The log lacks its tile ${index} at level ${level}, or part of it.`,
      {},
      'Restore the log from a backup.',
    );
  }
  return Buffer.from(tile.subarray(0, width * HASH_BYTES));
}

/** The hash over a row of 1, 2, 4 … 256 hashes. */
function subtreeHash(row: Buffer): Buffer {
  let hashes: Buffer = row;
  while (hashes.length > HASH_BYTES) {
    const above = Buffer.allocUnsafe(hashes.length / 2);
    for (let at = 0; at < above.length; at += HASH_BYTES) {
      const left = hashes.subarray(at * 2, at * 2 + HASH_BYTES);
      const right = hashes.subarray(at * 2 + HASH_BYTES, at * 2 + 2 * HASH_BYTES);
      nodeHash(left, right).copy(above, at);
    }
    hashes = above;
  }
  return Buffer.from(hashes);
}
