import type { Instant } from '../../records/instant.ts';

/** The later of two times, of which either may be unknown. */
export function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
