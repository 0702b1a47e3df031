import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

test('any text becomes one line that a terminal can bear, no longer than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, longest) => {
      const line = oneLine(text, longest);
      expect(line.length).toBeLessThanOrEqual(longest);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(oneLine(line, longest)).toBe(line);
    }),
  );
});

test('what fits stays as it is; what does not says so', () => {
  expect(oneLine('Bump x\n from 1\tto 2')).toBe('Bump x from 1 to 2');
  expect(oneLine('abcdef', 4)).toBe('abc…');
});
