import fc from 'fast-check';
import { expect, test } from 'vitest';
import { misfit } from './rank.ts';

test('what begins with it comes first, then words that do, then what holds it, then its letters in order', () => {
  const fits = ['Payments', 'Late payments', 'Repay later', 'Plan your day'].map((name) =>
    misfit('pay', name),
  );
  expect(fits.every((each) => each !== undefined)).toBe(true);
  expect([...fits].sort((a = 0, b = 0) => a - b)).toEqual(fits);
  expect(misfit('pay', 'Search')).toBeUndefined();
});

test('case and accents do not matter', () => {
  expect(misfit('zolc', 'Żółć'.replace('ł', 'l'))).toBe(0);
  expect(misfit('ÜBER', 'Über uns')).toBe(0);
});

test('every name fits itself best, and every subsequence of it fits', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdef '), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(word, fc.array(fc.boolean(), { maxLength: 20 }), (name, mask) => {
      expect(misfit(name, name)).toBe(0);
      const part = [...name].filter((_, index) => mask[index]).join('');
      expect(misfit(part, name)).not.toBeUndefined();
    }),
  );
});
