import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, ownerAt } from './owner.ts';

const claim = (thing: string, first: number, last = first): Claim => ({ thing, first, last });

test('a name that nobody claims belongs to nobody', () => {
  expect(ownerAt([], 0)).toBeUndefined();
});

test('a name moves with who takes it up, and back', () => {
  const claims = [claim('old', 10, 40), claim('new', 20, 30)];
  expect([5, 10, 19, 20, 30, 31, 99].map((at) => ownerAt(claims, at))).toEqual([
    'old', // before anyone: who was first
    'old',
    'old',
    'new',
    'new',
    'old',
    'old',
  ]);
});

test('the order in which claims came never matters', () => {
  const any = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(20), fc.nat(20))
    .map(([thing, first, length]) => claim(thing, first, first + length));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), fc.nat(50), (claims, at) => {
      const owner = ownerAt(claims, at);
      expect(ownerAt([...claims].reverse(), at)).toBe(owner);
      if (owner === undefined) return;
      // By hand: those that span the instant, else those before it, else all.
      const spanning = claims.filter(({ first, last }) => first <= at && at <= last);
      const before = claims.filter(({ last }) => last < at);
      const mine = claims.filter(({ thing }) => thing === owner);
      if (spanning.length > 0) {
        const latest = Math.max(...spanning.map(({ first }) => first));
        expect(mine.some(({ first, last }) => first === latest && at <= last)).toBe(true);
      } else if (before.length > 0) {
        const latest = Math.max(...before.map(({ last }) => last));
        expect(mine.some(({ last }) => last === latest)).toBe(true);
      } else {
        const earliest = Math.min(...claims.map(({ first }) => first));
        expect(mine.some(({ first }) => first === earliest)).toBe(true);
      }
    }),
  );
});
