/** Chance that a seed repeats. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
}

/** The seed of this run: `FAULTS_SEED`, or one of its own; it is printed with the numbers. */
export const SEED: number = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Chance of its own for each name, so that one test does not shift another's. Mulberry32. */
export function chance(name: string): Chance {
  let state = SEED;
  for (const char of name) state = (Math.imul(state, 31) + char.charCodeAt(0)) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick<T>(from: readonly T[]): T {
      const index = below(from.length);
      if (index >= from.length) throw new Error('Nothing to pick from.');
      // The index is inside, so that what stands there is a T, also where T may be undefined.
      return from[index] as T;
    },
    shuffled<T>(from: readonly T[]): T[] {
      const rest = [...from];
      const mixed: T[] = [];
      while (rest.length > 0) mixed.push(...rest.splice(below(rest.length), 1));
      return mixed;
    },
  };
}
