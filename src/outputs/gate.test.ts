import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASPECTS, type AspectId, LEVELS, type Level } from '../records/words.ts';
import { judge, refuseOtherModels } from './gate.ts';
import { card, cards, system } from './testing/card.ts';

const NONE = { min: undefined, aspects: new Map<AspectId, Level>(), before: undefined };

test('a fall of one aspect is found although the total rose', () => {
  const before = card([system('a', { backup: { level: 3 }, patch: { level: 1 } }, { score: 30 })]);
  const now = card([system('a', { backup: { level: 2 }, patch: { level: 5 } }, { score: 33 })]);
  expect(judge(now, { ...NONE, before })).toEqual([
    {
      system: 'a',
      name: 'a',
      rule: 'no-regress',
      aspect: 'backup',
      wanted: 3,
      found: 2,
      reason: 'Nothing was seen.',
    },
  ]);
  expect(judge(before, { ...NONE, before })).toEqual([]);
});

test('a system that was not there before has nothing to fall from', () => {
  expect(judge(card([system('new', {})]), { ...NONE, before: card([]) })).toEqual([]);
});

test('what is exempt is not judged by its level, and a system without a score does not pass for one', () => {
  const exempt = card([system('a', { backup: { level: 1, exempt: true } }, { score: null })]);
  const before = card([system('a', { backup: { level: 5 } })]);
  expect(judge(exempt, { ...NONE, aspects: new Map([['backup', 4]]), before })).toEqual([]);
  expect(judge(exempt, { ...NONE, min: 15 })).toMatchObject([{ rule: 'min', found: null }]);
  // What was exempt was judged by nothing then.
  const was = card([system('a', { backup: { level: 5, exempt: true } })]);
  expect(judge(card([system('a', {})]), { ...NONE, before: was })).toEqual([]);
});

test('the least score may be met exactly', () => {
  const made = card([system('a', {}, { score: 45 })]);
  expect(judge(made, { ...NONE, min: 45 })).toEqual([]);
  expect(judge(made, { ...NONE, min: 46 })).toMatchObject([{ rule: 'min', wanted: 46, found: 45 }]);
});

test('every aspect below its least level is named, and no other', () => {
  const least = fc.dictionary(fc.constantFrom(...ASPECTS), fc.constantFrom(...LEVELS));
  fc.assert(
    fc.property(cards, least, (made, wanted) => {
      // Keys are the aspects that the generator names.
      const aspects = new Map(Object.entries(wanted)) as Map<AspectId, Level>;
      const found = judge(made, { ...NONE, aspects }).map((each) => `${each.system} ${each.aspect}`);
      const naive: string[] = [];
      for (const { id, aspects: all } of made.systems)
        for (const each of all)
          if (!each.exempt && each.level < (wanted[each.id] ?? 0)) naive.push(`${id} ${each.id}`);
      expect(found).toEqual(naive);
    }),
  );
});

test('an exemption helps no score over a bar, and its aspects are told', () => {
  const made = card([system('a', {}, { score: 75, compared: 47, exempt: 7 })]);
  expect(judge(made, { ...NONE, min: 48 })).toMatchObject([
    { rule: 'min', wanted: 48, found: 47, reason: 'Its 7 exempt aspects count as they stand.' },
  ]);
  expect(judge(made, { ...NONE, min: 47 })).toEqual([]);
  // Where what is exempt stands high, leaving it out helps nobody either.
  const high = card([system('a', {}, { score: 40, compared: 47, exempt: 1 })]);
  expect(judge(high, { ...NONE, min: 41 })).toMatchObject([{ found: 40 }]);
});

test('scores of a changed model are judged only where that is said, and never against another model’s', () => {
  const standard = card([]);
  const loose = { ...standard, model: { version: '1', overrides: ['levels.yaml'] } };
  expect(() => refuseOtherModels(standard, standard, false)).not.toThrow();
  expect(() => refuseOtherModels(loose, undefined, false)).toThrow(
    'changed (levels.yaml), and are not to be compared',
  );
  expect(() => refuseOtherModels(loose, loose, true)).not.toThrow();
  expect(() => refuseOtherModels(loose, standard, true)).toThrow('different models');
  expect(() => refuseOtherModels(standard, loose, true)).toThrow('different models');
});
