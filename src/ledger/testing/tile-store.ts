import { appendLeaves, type Tile } from '../tiles.ts';

/** Tiles in memory, as a store would keep them: one for each level and index, written over as it grows. */
export class TileStore {
  readonly tiles = new Map<string, Tile>();
  size = 0;
  reads = 0;

  readonly read = (level: number, index: number): Uint8Array | undefined => {
    this.reads += 1;
    return this.tiles.get(`${level}/${index}`)?.hashes;
  };

  append(leaves: readonly Uint8Array[]): Tile[] {
    const written = appendLeaves(this.read, this.size, leaves);
    for (const tile of written) this.tiles.set(`${tile.level}/${tile.index}`, tile);
    this.size += leaves.length;
    return written;
  }
}
