import { expect, test } from 'vitest';
import type { AspectScore } from '../../../src/outputs/scorecard/scorecard.ts';
import { fallsSoon } from './soon.ts';

const at = '2026-11-01T00:00:00.000Z';
const fresh = new Map([
  [2, 365],
  [3, 95],
  [4, 32],
  [5, 8],
] as const);

function lapsing(level: 1 | 2 | 3 | 4 | 5, days: number | null): AspectScore {
  const lapses = days === null ? null : new Date(Date.parse(at) + days * 86_400_000).toISOString();
  // Nothing else of the aspect is read.
  return { level, lapses, exempt: false } as AspectScore;
}

test('a quarterly or yearly practice is marked from 14 days on', () => {
  expect(fallsSoon(lapsing(3, 14), at, fresh)).toBe(true);
  expect(fallsSoon(lapsing(3, 14.1), at, fresh)).toBe(false);
  expect(fallsSoon(lapsing(2, 14), at, fresh)).toBe(true);
});

test('a weekly practice in good order is not marked, though it always lapses within eight days', () => {
  expect(fallsSoon(lapsing(5, 7), at, fresh)).toBe(false);
  expect(fallsSoon(lapsing(5, 2), at, fresh)).toBe(true);
});

test('what cannot fall is never marked', () => {
  expect(fallsSoon(lapsing(1, null), at, fresh)).toBe(false);
  expect(fallsSoon({ ...lapsing(3, 5), exempt: true }, at, fresh)).toBe(false);
});
