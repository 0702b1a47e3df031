import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { appendLeaves } from '../../ledger/tiles.ts';
import {
  consistencyProof,
  inclusionProof,
  nodesOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../ledger/tree.ts';
import type { Reader } from '../../store/store.ts';
import { logNodes } from './log.ts';

const leaf = (index: number) => createHash('sha256').update(String(index)).digest();

function logOf(size: number) {
  const hashes = Array.from({ length: size }, (_, index) => leaf(index));
  const tiles = new Map<string, Uint8Array>();
  for (const { level, index, hashes: row } of appendLeaves(() => undefined, 0, hashes))
    tiles.set(`${level}/${index}`, row);
  let reads = 0;
  const logTile = async (level: number, index: number) => {
    reads += 1;
    return tiles.get(`${level}/${index}`);
  };
  // Nothing else of a reader is asked for.
  return { reader: { logTile } as unknown as Reader, hashes, reads: () => reads };
}

const SIZE = 66_000;
const LOG = logOf(SIZE);
const ALL = nodesOf(LOG.hashes);
const ROOT = treeRoot(ALL, SIZE);

test('a root needs the last tile of each level, and no other', async () => {
  const before = LOG.reads();
  expect(treeRoot(await logNodes(LOG.reader, SIZE, []), SIZE)).toEqual(ROOT);
  expect(LOG.reads() - before).toBe(3);
});

test.each([1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, SIZE])(
  'proofs under a tree of %i leaves come out of the tiles beside their paths',
  async (size) => {
    const smaller = treeRoot(ALL, size);
    for (const index of [0, Math.floor(size / 3), Math.floor(size / 2), size - 1]) {
      const nodes = await logNodes(LOG.reader, SIZE, [index, size - 1]);
      verifyInclusion(leaf(index), index, size, inclusionProof(nodes, index, size), smaller);
      verifyConsistency(size, SIZE, consistencyProof(nodes, size, SIZE), smaller, ROOT);
    }
  },
);
