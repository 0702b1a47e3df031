import fc from 'fast-check';
import { expect, test } from 'vitest';
import { once } from './once.ts';

test('an id serves once, while it lives, and not before it was issued', () => {
  const serves = once(100);
  expect(serves('a', 0, 0)).toBe(true);
  expect(serves('a', 0, 1)).toBe(false);
  expect(serves('b', 0, 99)).toBe(true);
  expect(serves('c', 0, 100)).toBe(false);
  expect(serves('d', 101, 100)).toBe(false);
});

test('whatever it forgets, nothing serves twice', () => {
  const use = fc.record({ id: fc.nat(20), after: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(use, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (uses, most) => {
      const serves = once(100, most);
      const served: string[] = [];
      let now = 100;
      for (const { id, after } of uses) {
        now += after;
        // An id is issued at one time only.
        const issued = 95 + id * 7;
        if (serves(`${id}`, issued, now)) served.push(`${id}`);
      }
      expect(new Set(served).size).toBe(served.length);
    }),
    { numRuns: 2_000 },
  );
});

test('many at once are not held up, as long as it has room for them', () => {
  const serves = once(100, 3);
  expect(['a', 'b', 'c'].map((id, at) => serves(id, at, 10))).toEqual([true, true, true]);
  expect(serves('d', 10, 10)).toBe(true);
  // What was issued before the one that was forgotten has to begin again.
  expect(serves('e', 0, 10)).toBe(false);
  expect(serves('f', 5, 10)).toBe(true);
});
