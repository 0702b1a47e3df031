import type { Instant } from '../records/instant.ts';

/** Half-open spans [from, until) in order, apart from one another: from0, until0, from1, until1 ... */
export type Spans = readonly Instant[];

/** What two lists of spans have in common. */
export function intersect(a: Spans, b: Spans): Spans {
  const out: Instant[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i] ?? 0, b[j] ?? 0);
    const untilA = a[i + 1] ?? 0;
    const untilB = b[j + 1] ?? 0;
    const until = Math.min(untilA, untilB);
    if (from < until) out.push(from, until);
    if (untilA <= untilB) i += 2;
    if (untilB <= untilA) j += 2;
  }
  return out;
}
