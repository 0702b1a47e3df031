import { createHash } from 'node:crypto';
import { Refusal } from '../records/refusal.ts';
import { consistencyRanges, inclusionRanges, isSize, type Range, subtrees } from './ranges.ts';

/** Bytes in a hash. */
export const HASH_BYTES = 32;

/** The root of a log without leaves: SHA-256 of nothing. (RFC 6962, 2.1) */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest();

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** The hash of a complete subtree: the leaves index × 2^level ≤ i < (index + 1) × 2^level. */
export type Nodes = (level: number, index: number) => Buffer;

/** Hash of a leaf's data: SHA-256(0x00 ‖ data), 32 bytes. (RFC 6962, 2.1) */
export function leafHash(data: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest();
}

/** Hash over two subtrees: SHA-256(0x01 ‖ left ‖ right), 32 bytes. (RFC 6962, 2.1) */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The subtrees over leaf hashes held in memory. @throws Refusal usage where one is not 32 bytes long */
export function nodesOf(leaves: readonly Uint8Array[]): Nodes {
  if (leaves.some(wrongLength)) throw new Refusal('usage', 'The hash of a leaf has 32 bytes.');
  let row: Buffer[] = leaves.map((leaf) => Buffer.from(leaf));
  const rows = [row];
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) {
      above.push(nodeHash(row[i] ?? EMPTY_ROOT, row[i + 1] ?? EMPTY_ROOT)); // both are there: i + 1 < length
    }
    rows.push(above);
    row = above;
  }
  return (level, index) => {
    const node = rows[level]?.[index];
    if (!node) throw new Refusal('usage', `A log of ${leaves.length} leaves has no leaf that far.`);
    return node;
  };
}

/** The root of the first `size` leaves, 32 bytes. (RFC 6962, 2.1) */
export function treeRoot(nodes: Nodes, size: number): Buffer {
  if (!isSize(size)) throw new Refusal('usage', `A log cannot have ${size} leaves.`);
  return size === 0 ? EMPTY_ROOT : rangeHash(nodes, { begin: 0, end: size });
}

/**
 * Proves that a leaf is in the tree of the first `size` leaves. (RFC 6962, 2.1.1)
 * @returns 32-byte hashes, from the leaf's sibling up
 * @throws Refusal usage where there is no such leaf
 */
export function inclusionProof(nodes: Nodes, index: number, size: number): Buffer[] {
  return inclusionRanges(index, size).map((range) => rangeHash(nodes, range));
}

/**
 * Proves that the tree of the first `to` leaves begins with that of the first `from`. (RFC 6962, 2.1.2)
 * @returns 32-byte hashes; none where from is 0 or to
 * @throws Refusal usage where from > to
 */
export function consistencyProof(nodes: Nodes, from: number, to: number): Buffer[] {
  return consistencyRanges(from, to).map((range) => rangeHash(nodes, range));
}

/**
 * Checks that a leaf is in a tree. Returns where it is. (RFC 9162, 2.1.3.2)
 * @param leaf hash of the leaf, 32 bytes, as are those of the path
 * @throws Refusal proof where it is not, or nothing shows it
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): void {
  if (!isSize(index) || !isSize(size) || index >= size) throw broken('inclusion', 'no such leaf');
  if ([leaf, root, ...path].some(wrongLength)) throw broken('inclusion', 'a hash has not 32 bytes');
  let at = index;
  let last = size - 1;
  let hash: Buffer = Buffer.from(leaf);
  for (const beside of path) {
    if (last === 0) throw broken('inclusion', 'the path is too long');
    if (isRight(at) || at === last) {
      hash = nodeHash(beside, hash);
      [at, last] = toRight(at, last);
    } else {
      hash = nodeHash(hash, beside);
    }
    at = half(at);
    last = half(last);
  }
  if (last !== 0) throw broken('inclusion', 'the path is too short');
  if (!hash.equals(root)) throw broken('inclusion', 'another root');
}

/**
 * Checks that a tree begins with a smaller one: nothing that the smaller one holds was edited, moved or taken
 * away. Returns where it does. (RFC 9162, 2.1.4.2; an empty tree begins every tree.)
 * @throws Refusal proof
 */
export function verifyConsistency(
  from: number,
  to: number,
  proof: readonly Uint8Array[],
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
): void {
  if (!isSize(from) || !isSize(to) || from > to) throw broken('consistency', 'the log became shorter');
  if ([fromRoot, toRoot, ...proof].some(wrongLength)) throw broken('consistency', 'a hash has not 32 bytes');
  if (from === 0 || from === to) {
    if (proof.length > 0) throw broken('consistency', 'the proof is too long');
    const held = from === to ? toRoot : EMPTY_ROOT;
    if (!same(fromRoot, held) || (to === 0 && !same(toRoot, EMPTY_ROOT))) {
      throw broken('consistency', 'another root');
    }
    return;
  }
  let [at, last] = toLeft(from - 1, to - 1);
  const [seed, ...rest] = at === 0 ? [fromRoot, ...proof] : proof;
  if (seed === undefined) throw broken('consistency', 'the proof is too short');
  let before: Buffer = Buffer.from(seed);
  let after: Buffer = before;
  for (const beside of rest) {
    if (last === 0) throw broken('consistency', 'the proof is too long');
    if (isRight(at) || at === last) {
      before = nodeHash(beside, before);
      after = nodeHash(beside, after);
      [at, last] = toRight(at, last);
    } else {
      after = nodeHash(after, beside);
    }
    at = half(at);
    last = half(last);
  }
  if (last !== 0) throw broken('consistency', 'the proof is too short');
  if (!before.equals(fromRoot) || !after.equals(toRoot)) throw broken('consistency', 'another root');
}

/** Climbs to the first node that is a right child, or to the left edge. */
function toRight(at: number, last: number): [number, number] {
  let [a, l] = [at, last];
  while (a !== 0 && !isRight(a)) [a, l] = [half(a), half(l)];
  return [a, l];
}

/** Climbs to the first node that is a left child. */
function toLeft(at: number, last: number): [number, number] {
  let [a, l] = [at, last];
  while (isRight(a)) [a, l] = [half(a), half(l)];
  return [a, l];
}

function rangeHash(nodes: Nodes, range: Range): Buffer {
  const hashes = subtrees(range).map(({ level, index }) => nodes(level, index));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

function wrongLength(hash: Uint8Array): boolean {
  return hash.length !== HASH_BYTES;
}

function isRight(index: number): boolean {
  return index % 2 === 1;
}

// Shifts would cut a size to 32 bits.
function half(index: number): number {
  return Math.floor(index / 2);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function broken(kind: 'inclusion' | 'consistency', why: string): Refusal {
  const what =
    kind === 'inclusion'
      ? 'The leaf is not shown to be in the log'
      : 'The log is not shown to continue the earlier one';
  return new Refusal('proof', `${what}: ${why}.`);
}
