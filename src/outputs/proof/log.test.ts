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

test('a root needs the last tile of each level, and no other', async () => {
  const { reader, hashes, reads } = logOf(70_000);
  expect(treeRoot(await logNodes(reader, 70_000, []), 70_000)).toEqual(treeRoot(nodesOf(hashes), 70_000));
  expect(reads()).toBe(3);
});

test.each([1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_000])(
  'proofs under a tree of %i leaves come out of the tiles beside their paths',
  async (size) => {
    const { reader, hashes } = logOf(66_000);
    const root = treeRoot(nodesOf(hashes), 66_000);
    const smaller = treeRoot(nodesOf(hashes.slice(0, size)), size);
    for (const index of [0, Math.floor(size / 3), Math.floor(size / 2), size - 1]) {
      const nodes = await logNodes(reader, 66_000, [index, size - 1]);
      verifyInclusion(leaf(index), index, size, inclusionProof(nodes, index, size), smaller);
      verifyConsistency(size, 66_000, consistencyProof(nodes, size, 66_000), smaller, root);
    }
  },
);
