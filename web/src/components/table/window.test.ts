import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn, movedRow, windowOf } from './window.ts';

test('every row that is seen is drawn, and not many more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -500_000, max: 2_000 }),
      fc.integer({ min: 100, max: 2_000 }),
      fc.integer({ min: 20, max: 90 }),
      fc.integer({ min: 0, max: 10_000 }),
      (top, seen, rowHeight, count) => {
        const { first, last } = windowOf({ top, seen, rowHeight, count });
        expect(last).toBeGreaterThanOrEqual(first);
        expect(last - first).toBeLessThanOrEqual(Math.ceil(seen / rowHeight) + 26);
        const from = Math.ceil(Math.max(0, -top) / rowHeight);
        const until = Math.floor((seen - top) / rowHeight);
        for (let row = from; row < Math.min(until, count); row += 1) {
          expect(row).toBeGreaterThanOrEqual(first);
          expect(row).toBeLessThan(last);
        }
      },
    ),
  );
});

test('the row that has the focus stays, in its place in the order', () => {
  expect(drawn({ first: 5, last: 8 }, 6, 100)).toEqual([5, 6, 7]);
  expect(drawn({ first: 5, last: 8 }, 1, 100)).toEqual([1, 5, 6, 7]);
  expect(drawn({ first: 5, last: 8 }, 70, 100)).toEqual([5, 6, 7, 70]);
  expect(drawn({ first: 5, last: 8 }, 100, 100)).toEqual([5, 6, 7]);
});

test('keys lead to rows that are there', () => {
  expect(movedRow('ArrowDown', 3, 10, 5)).toBe(4);
  expect(movedRow('ArrowDown', 4, 10, 5)).toBe(4);
  expect(movedRow('PageUp', 4, 10, 5)).toBe(0);
  expect(movedRow('End', 0, 10, 5)).toBe(4);
  expect(movedRow('x', 0, 10, 5)).toBeUndefined();
});
