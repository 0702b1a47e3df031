import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { NaiveLog, numbered } from './testing/oracle.ts';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  nodesOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts';

const MOST = 1_025;
const DATA = numbered(MOST);
const NODES = nodesOf(DATA.map(leafHash));
const NAIVE = new NaiveLog(DATA);

describe('RFC 6962 against the definitions read off the page', () => {
  test('the root of every size from 0 to 1,025', () => {
    for (let size = 0; size <= MOST; size += 1) {
      expect(treeRoot(NODES, size).equals(NAIVE.root(0, size)), `size ${size}`).toBe(true);
    }
  });

  test('every leaf of every size up to 64, and the edges of every larger one', () => {
    for (let size = 1; size <= MOST; size += 1) {
      const indexes = size <= 64 ? [...Array(size).keys()] : [0, 1, size >> 1, size - 2, size - 1];
      for (const index of indexes) included(index, size);
    }
  });

  test('every pair of sizes up to 64, and the edges of every larger one', () => {
    for (let to = 0; to <= MOST; to += 1) {
      const froms = to <= 64 ? [...Array(to + 1).keys()] : [0, 1, to >> 1, to - 1, to];
      for (const from of froms) continues(from, to);
    }
  });

  test('10,000 random leaves and pairs of sizes', () => {
    const pair = fc
      .integer({ min: 1, max: MOST })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));
    fc.assert(
      fc.property(pair, ([size, index]) => {
        included(index, size);
        continues(index, size);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('known answers of certificate-transparency: eight leaves', () => {
  const LEAVES = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const ROOTS = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hashes = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));
  const nodes = nodesOf(hashes);
  const [, b, c, d, e, f, j] = hashes.map((hash) => hash.toString('hex'));
  const g = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';
  const h = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
  const i = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
  const k = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
  const hex = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('hex'));

  test('the roots', () => {
    expect(ROOTS.map((_, size) => treeRoot(nodes, size).toString('hex'))).toEqual(ROOTS);
    expect(EMPTY_ROOT.toString('hex')).toBe(ROOTS[0]);
  });

  // The letters and the lists are those of RFC 6962, 2.1.3; the last node of each stands in for its missing parent.
  test('the paths of the tree with seven leaves', () => {
    const l = nodesOf([leafHash(Buffer.alloc(0))]); // one leaf has no path
    expect(inclusionProof(l, 0, 1)).toEqual([]);
    expect(hex(inclusionProof(nodes, 3, 7)).slice(0, 2)).toEqual([c, g]);
    expect(hex(inclusionProof(nodes, 4, 7))).toEqual([f, j, k]);
    expect(hex(inclusionProof(nodes, 6, 7))).toEqual([i, k]);
    expect(hex(inclusionProof(nodes, 0, 7)).slice(0, 2)).toEqual([b, h]);
  });

  test('the proofs that the tree with seven leaves continues smaller ones', () => {
    expect(hex(consistencyProof(nodes, 3, 7)).slice(0, 3)).toEqual([c, d, g]);
    expect(hex(consistencyProof(nodes, 4, 7))).toHaveLength(1);
    expect(hex(consistencyProof(nodes, 6, 7))).toEqual([i, j, k]);
    expect(hex(consistencyProof(nodes, 5, 7))).toEqual([e, f, j, k]);
  });
});

describe('what does not hold is refused', () => {
  const SIZE = 200;
  const root = treeRoot(NODES, SIZE);
  const leaf = leafHash(DATA[77]!);
  const path = inclusionProof(NODES, 77, SIZE);

  test('a path with any bit turned, a hash too few, too many, or two that changed places', () => {
    for (let bit = 0; bit < path.length * 256; bit += 7) {
      const turned = path.map((hash) => Buffer.from(hash));
      turned[bit >> 8]![(bit >> 3) % 32]! ^= 1 << (bit % 8);
      expect(() => verifyInclusion(leaf, 77, SIZE, turned, root)).toThrow(Refusal);
    }
    expect(() => verifyInclusion(leaf, 77, SIZE, path.slice(1), root)).toThrow('The leaf is not shown');
    expect(() => verifyInclusion(leaf, 77, SIZE, path.slice(0, -1), root)).toThrow('too short');
    expect(() => verifyInclusion(leaf, 77, SIZE, [...path, root], root)).toThrow('too long');
    expect(() => verifyInclusion(leaf, 77, SIZE, [...path].reverse(), root)).toThrow('another root');
  });

  test('a leaf said to be elsewhere', () => {
    for (let index = 0; index < SIZE + 5; index += 1) {
      if (index !== 77) expect(() => verifyInclusion(leaf, index, SIZE, path, root)).toThrow(Refusal);
    }
    for (const odd of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => verifyInclusion(leaf, odd, SIZE, path, root)).toThrow(Refusal);
      expect(() => verifyInclusion(leaf, 0, odd, path, root)).toThrow(Refusal);
    }
  });

  test('a node offered as a leaf', () => {
    const [beside, ...above] = inclusionProof(NODES, 0, 8);
    const node = nodesOf([leafHash(DATA[0]!), beside!])(1, 0);
    expect(() => verifyInclusion(node, 0, 8, above, treeRoot(NODES, 8))).toThrow(Refusal);
    verifyInclusion(node, 0, 4, above, treeRoot(NODES, 8)); // so the size must come from a signed checkpoint
  });

  test('a shorter log, another past, and hashes of another length', () => {
    const proof = consistencyProof(NODES, 100, SIZE);
    const past = treeRoot(NODES, 100);
    expect(() => verifyConsistency(SIZE, 100, proof, root, past)).toThrow('shorter');
    expect(() => verifyConsistency(100, SIZE, proof, treeRoot(NODES, 99), root)).toThrow('another root');
    expect(() => verifyConsistency(100, SIZE, proof, past, past)).toThrow('another root');
    expect(() => verifyConsistency(100, SIZE, proof.slice(1), past, root)).toThrow(Refusal);
    expect(() => verifyConsistency(100, SIZE, [], past, root)).toThrow('too short');
    expect(() => verifyConsistency(100, SIZE, [...proof, root], past, root)).toThrow('too long');
    expect(() => verifyConsistency(100, SIZE, [Buffer.alloc(31)], past, root)).toThrow('32 bytes');
    expect(() => verifyConsistency(SIZE, SIZE, [], past, root)).toThrow('another root');
    expect(() => verifyConsistency(0, SIZE, [], past, root)).toThrow('another root');
    expect(() => verifyConsistency(0, 0, [], EMPTY_ROOT, root)).toThrow('another root');
    expect(() => verifyConsistency(0, SIZE, [root], EMPTY_ROOT, root)).toThrow('too long');
  });

  test('a root said to be that of a longer log', () => {
    const [one, two] = [treeRoot(NODES, 1), treeRoot(NODES, 2)];
    const proof = consistencyProof(NODES, 1, 2);
    verifyConsistency(1, 2, proof, one, two);
    expect(() => verifyConsistency(1, 4, proof, one, two)).toThrow('too short');
  });

  test('proofs of what is not there', () => {
    expect(() => inclusionProof(NODES, 5, 5)).toThrow(Refusal);
    expect(() => consistencyProof(NODES, 6, 5)).toThrow(Refusal);
    expect(() => treeRoot(NODES, MOST + 1)).toThrow(Refusal);
    expect(() => treeRoot(NODES, -1)).toThrow(Refusal);
    expect(() => nodesOf([Buffer.alloc(20)])).toThrow(Refusal);
  });
});

function included(index: number, size: number): void {
  const path = inclusionProof(NODES, index, size);
  const naive = NAIVE.path(index, 0, size);
  if (!equal(path, naive)) expect(path, `leaf ${index} of ${size}`).toEqual(naive);
  verifyInclusion(leafHash(DATA[index]!), index, size, path, NAIVE.root(0, size));
}

function continues(from: number, to: number): void {
  const proof = consistencyProof(NODES, from, to);
  const naive = NAIVE.proof(from, to);
  if (!equal(proof, naive)) expect(proof, `${from} in ${to}`).toEqual(naive);
  verifyConsistency(from, to, proof, NAIVE.root(0, from), NAIVE.root(0, to));
}

function equal(a: readonly Buffer[], b: readonly Buffer[]): boolean {
  return a.length === b.length && a.every((hash, at) => hash.equals(b[at]!));
}
