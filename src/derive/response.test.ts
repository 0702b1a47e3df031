import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEVELS } from '../records/words.ts';
import { type Gap, responseTo } from './response.ts';

const gap: Gap = { level: 2, next: 3, teamsAbove: 0, hosted: true, best: 3, critical: false };

test('what others do well is used or asked for before anything is bought, taught or hired', () => {
  expect(responseTo({ ...gap, teamsAbove: 2 })).toBe('use');
  expect(responseTo({ ...gap, teamsAbove: 1 })).toBe('ask');
  expect(responseTo(gap)).toBe('train');
  expect(responseTo({ ...gap, level: 3, next: 4 })).toBe('buy');
  expect(responseTo({ ...gap, level: 3, next: 4, hosted: false })).toBe('train');
  expect(responseTo({ ...gap, level: 1, next: 2, best: 1, critical: true })).toBe('hire');
});

test('nobody is hired while somebody here can help, and nothing is bought that nobody sells', () => {
  const any = fc.record({
    level: fc.constantFrom(...LEVELS),
    next: fc.constantFrom(...LEVELS),
    best: fc.constantFrom(...LEVELS),
    teamsAbove: fc.nat(5),
    hosted: fc.boolean(),
    critical: fc.boolean(),
  });
  fc.assert(
    fc.property(any, (each) => {
      const response = responseTo(each);
      if (each.teamsAbove > 0) expect(['use', 'ask']).toContain(response);
      else expect(['buy', 'train', 'hire']).toContain(response);
      if (response === 'buy') expect(each.hosted).toBe(true);
    }),
  );
});
