import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NaiveLog, numbered } from './testing/oracle.ts';
import { TileStore } from './testing/tile-store.ts';
import { appendLeaves, tileNodes, tilePath } from './tiles.ts';
import { consistencyProof, inclusionProof, leafHash, treeRoot } from './tree.ts';

const MOST = 1_025;
const DATA = numbered(MOST);
const HASHES = DATA.map(leafHash);
const NAIVE = new NaiveLog(DATA);

describe('a log in tiles', () => {
  test('grown leaf by leaf has the naive root, paths and proofs at every size from 0 to 1,025', () => {
    const store = new TileStore();
    for (let size = 0; size <= MOST; size += 1) {
      const nodes = tileNodes(store.read, size);
      expect(treeRoot(nodes, size).equals(NAIVE.root(0, size)), `size ${size}`).toBe(true);
      if (size > 0) {
        const index = 104_729 % size;
        expect(equal(inclusionProof(nodes, index, size), NAIVE.path(index, 0, size))).toBe(true);
        expect(equal(consistencyProof(nodes, index, size), NAIVE.proof(index, size))).toBe(true);
      }
      if (size < MOST) store.append([HASHES[size]!]);
    }
  });

  test('grown in random batches ends in the same tiles, and answers for every smaller size', () => {
    const batches = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(batches, fc.double({ min: 0, max: 1, noNaN: true }), (sizes, share) => {
        const store = new TileStore();
        for (const size of sizes) {
          const next = HASHES.slice(store.size, Math.min(store.size + size, MOST));
          store.append(next);
        }
        const whole = new TileStore();
        whole.append(HASHES.slice(0, store.size));
        expect([...store.tiles.keys()].sort()).toEqual([...whole.tiles.keys()].sort());
        expect(equal(hashesOf(store), hashesOf(whole))).toBe(true);
        const smaller = Math.floor(share * store.size);
        const nodes = tileNodes(store.read, smaller);
        expect(treeRoot(nodes, smaller)).toEqual(NAIVE.root(0, smaller));
      }),
      { numRuns: 100 },
    );
  });

  test('70,000 leaves are the tiles that tlog-tiles names', () => {
    const store = new TileStore();
    store.append(numbered(70_000).map(leafHash));
    const widths = new Map<number, number[]>();
    for (const { level, hashes } of store.tiles.values()) {
      widths.set(level, [...(widths.get(level) ?? []), hashes.length / 32]);
    }
    expect(widths.get(0)).toEqual([...Array(273).fill(256), 112]);
    expect(widths.get(1)).toEqual([256, 17]);
    expect(widths.get(2)).toEqual([1]);
    expect(store.append([HASHES[0]!]), 'one more leaf writes one tile').toHaveLength(1);
    store.reads = 0;
    const nodes = tileNodes(store.read, 70_001);
    inclusionProof(nodes, 3, 70_001);
    consistencyProof(nodes, 69_000, 70_001);
    expect(store.reads, 'proofs read only the tiles on their way').toBeLessThanOrEqual(7);
  });

  test('a leaf costs a constant number of hashes, however long the log', () => {
    const store = new TileStore();
    store.append(numbered(5_000).map(leafHash));
    let written = 0;
    for (let i = 0; i < 1_000; i += 1) written += store.append([HASHES[i]!]).length;
    expect(written).toBeLessThan(1_010);
  });

  test('a tile that is missing, cut or not made of hashes is refused', () => {
    const store = new TileStore();
    store.append(HASHES.slice(0, 600));
    for (const damaged of [undefined, Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(32 * 87)]) {
      const read = (level: number, index: number) =>
        level === 0 && index === 2 ? damaged : store.read(level, index);
      expect(() => appendLeaves(read, 600, [HASHES[0]!])).toThrow('lacks its tile 2 at level 0');
      expect(() => treeRoot(tileNodes(read, 600), 600)).toThrow('lacks its tile 2');
    }
    expect(() => appendLeaves(store.read, 600, [Buffer.alloc(31)])).toThrow('32 bytes');
    expect(() => appendLeaves(store.read, -1, [])).toThrow('that long');
    expect(() => treeRoot(tileNodes(store.read, 600), 601)).toThrow('no leaf that far');
    expect(() => inclusionProof(tileNodes(store.read, 512), 3, 4_000)).toThrow('no leaf that far');
  });

  test('paths of tiles are those of tlog-tiles', () => {
    const full = Buffer.alloc(8_192);
    expect(tilePath({ level: 0, index: 1_234_067, hashes: full })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 2, index: 0, hashes: full.subarray(0, 32 * 112) })).toBe('tile/2/000.p/112');
    expect(tilePath({ level: 1, index: 1_000, hashes: full })).toBe('tile/1/x001/000');
  });
});

/** The hashes of all tiles, in the order of their names. */
function hashesOf(store: TileStore): Buffer[] {
  return [...store.tiles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tile]) => tile.hashes);
}

// Vitest compares buffers byte by byte, which takes longer than all the hashing.
function equal(a: readonly Buffer[], b: readonly Buffer[]): boolean {
  return a.length === b.length && a.every((hash, at) => hash.equals(b[at]!));
}
