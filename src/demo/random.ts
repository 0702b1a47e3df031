/** A seeded source of numbers: the same seed gives the same example on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, until). */
  whole(from: number, until: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Another source, apart from this one, for a named part: adding a part changes no other. */
  apart(name: string): Random;
}

/** Mulberry32 (public domain, Tommy Ettinger): small, quick, good enough to look natural. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    whole: (from, until) => from + Math.floor(next() * (until - from)),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    apart(name) {
      let hash = seed ^ 0x811c9dc5;
      for (let index = 0; index < name.length; index += 1)
        hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
      return random(hash);
    },
  };
}
