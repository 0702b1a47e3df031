import { expect, test } from 'vitest';
import { readModel, standardModelFolder } from '../model/read.ts';
import { DAY } from '../records/instant.ts';
import type { Level } from '../records/words.ts';
import { soonFrom } from './soon.ts';

const { levels } = await readModel(standardModelFolder());
const lapse = Date.UTC(2026, 10, 15);
const daysBefore = (level: Level) => (lapse - soonFrom(level, lapse, levels)) / DAY;

test('a quarterly or yearly practice is told of from 14 days on', () => {
  expect(daysBefore(3)).toBe(14);
  expect(daysBefore(2)).toBe(14);
});

test('a weekly practice in good order is not told of, though it always lapses within eight days', () => {
  expect(daysBefore(5)).toBeLessThanOrEqual(2);
  expect(daysBefore(5)).toBeGreaterThan(0);
});
