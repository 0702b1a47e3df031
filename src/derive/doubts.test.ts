import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../records/instant.ts';
import { ASPECTS, AUTOMATIONS, LANGUAGES, type Language, LEVELS, OUTPUTS } from '../records/words.ts';
import { coverageHistory, type ThingHistory } from './coverage.ts';
import { type Behind, type Doubt, doubtsOf, type Grounds, restsFrom } from './doubts.ts';
import { phrasesIn } from './phrases/phrases.ts';
import { RULES } from './testing/rules.ts';

const AT = 1_000 * DAY;
const PATCH = 1 << ASPECTS.indexOf('patch');
const STANDARD = { levels: RULES, lateDays: 8, knownDays: 95, overrides: [] };
const HOSTS = { words: '', known: ['host' as const], weight: 'one' as const };
const ASPECT = { id: 'patch' as const, coverage: HOSTS };

const honest: Behind = {
  at: AT - DAY,
  learned: AT - DAY,
  output: 'test',
  automation: 'full',
  declared: false,
  document: 'd',
  origin: 'ci',
  name: 'nightly',
  anySystem: false,
  mapped: false,
  checked: true,
  same: false,
  undated: false,
  behind: 0,
};
const seen = (aspects: number, ...days: number[]): ThingHistory => ({
  kind: 'host',
  weight: 1,
  sightings: days.map((day) => ({ at: AT - day * DAY, aspects })),
});
const grounds = (more: Partial<Grounds> = {}): Grounds => ({
  at: AT,
  level: 5,
  practices: [honest],
  coverage: new Map(),
  things: [seen(0, 30), seen(PATCH, 2)],
  exemptions: [],
  exempt: { count: 0, of: 15 },
  moved: { systems: new Map(), of: 2 },
  ...more,
});
const found = (more: Partial<Grounds>, rules: Partial<typeof STANDARD> = {}) =>
  doubtsOf(grounds(more), ASPECT, { ...STANDARD, ...rules });
const kinds = (doubts: readonly Doubt[]) => doubts.map(({ kind }) => kind);

test('what a pipeline proves, of things that an inventory names, leaves nothing open', () => {
  expect(found({})).toEqual([]);
});

const cases: [string, Partial<Behind>, Doubt['kind']][] = [
  ['was handed in late', { learned: AT + 8 * DAY }, 'late'],
  ['says what an earlier one said', { same: true }, 'same-content'],
  ['does not date itself', { undated: true }, 'undated'],
  ['names nothing that was looked at', { checked: false }, 'nothing-checked'],
  ['came with a token', { origin: 'token' }, 'token'],
  ['was read by a map', { mapped: true }, 'mapped'],
  ['came in while the clock stood behind', { behind: 3 * DAY }, 'clock'],
];
test.each(cases)('one of two documents that %s', (_, change, kind) => {
  const practices = [honest, { ...honest, ...change, document: 'e' }];
  expect(found({ practices })).toMatchObject([{ kind, count: 1, of: 2 }]);
});

test('a collector’s late word is as good as ever', () => {
  expect(found({ practices: [{ ...honest, origin: 'collector', learned: AT + 99 * DAY }] })).toEqual([]);
});

test('one person’s word, and no longer where a second one speaks', () => {
  const word = { ...honest, automation: 'manual' as const, origin: 'person' as const, name: 'Ann' };
  expect(found({ level: 3, practices: [word] })).toEqual([{ kind: 'one-word', name: 'Ann' }]);
  expect(found({ level: 3, practices: [word, { ...word, document: 'e', name: 'Ben' }] })).toEqual([]);
});

const behind: fc.Arbitrary<Behind> = fc.record({
  at: fc.integer({ min: -400, max: 10 }).map((day) => AT + day * DAY),
  learned: fc.integer({ min: -400, max: 40 }).map((day) => AT + day * DAY),
  output: fc.constantFrom(...OUTPUTS),
  automation: fc.constantFrom(...AUTOMATIONS),
  declared: fc.boolean(),
  document: fc.constantFrom('a', 'b', 'c', 'd'),
  origin: fc.constantFrom('ci' as const, 'token' as const, 'collector' as const, 'person' as const),
  name: fc.constantFrom('x', 'y'),
  anySystem: fc.boolean(),
  mapped: fc.boolean(),
  checked: fc.boolean(),
  same: fc.boolean(),
  undated: fc.boolean(),
  behind: fc.constantFrom(0, DAY),
});

test('documents are counted as by hand: those whose practices bear the level, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(behind, { maxLength: 12 }), fc.constantFrom(...LEVELS), (practices, level) => {
      const rule = RULES.find((each) => each.level === level);
      const from = restsFrom(level, RULES, AT) ?? AT;
      const bearing = practices.filter(
        (each) =>
          rule !== undefined &&
          each.at > from &&
          each.at <= AT &&
          (!each.declared || rule.declaredCounts) &&
          AUTOMATIONS.indexOf(each.automation) >= AUTOMATIONS.indexOf(rule.automation),
      );
      const names = new Set(bearing.map(({ document }) => document));
      const wholly = (is: (each: Behind) => boolean) =>
        [...names].filter((name) => bearing.filter(({ document }) => document === name).every(is)).length;
      const doubts = found({ practices, level });
      const count = (kind: Doubt['kind']) => {
        const doubt = doubts.find((each) => each.kind === kind);
        return doubt && 'count' in doubt ? doubt.count : 0;
      };
      expect(count('same-content')).toBe(wholly(({ same }) => same));
      expect(count('undated')).toBe(wholly(({ undated }) => undated));
      expect(count('mapped')).toBe(wholly(({ mapped }) => mapped));
      expect(count('nothing-checked')).toBe(wholly(({ checked }) => !checked));
      expect(count('token')).toBe(level === 5 ? wholly(({ origin }) => origin === 'token') : 0);
      for (const doubt of doubts)
        if ('count' in doubt && doubt.kind !== 'exempt-aspects') expect(doubt.of).toBe(names.size);
      expect(found({ practices: [...practices].reverse(), level })).toEqual(doubts);
    }),
  );
});

const day = fc.integer({ min: 0, max: 420 });
test('known things fell: by hand, the most at any day of a year against those now', () => {
  fc.assert(
    fc.property(fc.array(fc.array(day, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (all) => {
      const things = all.map((days) => seen(PATCH, ...[...days].sort((a, b) => b - a)));

      const coverage = coverageHistory(things, ASPECT, RULES, 95);
      const knownOn = (ago: number) =>
        all.filter((days) => days.some((each) => each >= ago && each < ago + 95)).length;
      // Sightings are at whole days, so that what is known changes then only.
      const most = Math.max(...Array.from({ length: 365 }, (_, ago) => knownOn(ago)), knownOn(364.5));
      const share = knownOn(0) === 0 ? 1 : knownOn(0) / most;
      const doubt = found({ coverage, things, level: 1 }).find(({ kind }) => kind === 'known-fell');
      expect(doubt).toEqual(share <= 0.7 ? { kind: 'known-fell', share } : undefined);
    }),
  );
});

test('what only the aspect itself names is told where the level asks for coverage', () => {
  const things = [seen(PATCH, 2), seen(PATCH, 9), seen(PATCH, 96)];
  expect(found({ things })).toEqual([{ kind: 'known-by-itself', known: 2 }]);
  expect(kinds(found({ things, level: 3 }))).toEqual([]);
  // Another word of one of them is enough; an old one is none.
  expect(found({ things: [...things, seen(0, 94)] })).toEqual([]);
  expect(found({ things: [...things, seen(0, 95)] })).toHaveLength(1);
});

test('exemptions, things of another system and a changed model stand there at any level', () => {
  const exemption = { from: 0, until: AT + DAY, reason: 'No data.', approver: 'Ann' };
  for (const level of LEVELS) {
    const doubts = found(
      {
        level,
        practices: [],
        exemptions: [exemption],
        exempt: { count: 5, of: 15 },
        moved: { systems: new Map([['old', 2]]), of: 3 },
      },
      { overrides: ['levels.yaml'] } as never,
    );
    expect(kinds(doubts)).toEqual(['model-override', 'exempt', 'moved', 'exempt-aspects']);
  }
  expect(found({ exemptions: [{ ...exemption, until: AT }] })).toEqual([]);
});

test('every doubt is one whole sentence or two, with its numbers', () => {
  const of = { count: 2, of: 3 };
  const all: Doubt[] = [
    { kind: 'late', ...of },
    { kind: 'same-content', count: 1, of: 1 },
    { kind: 'undated', ...of },
    { kind: 'nothing-checked', count: 3, of: 3 },
    { kind: 'token', ...of, names: ['a', 'b', 'c', 'd'], anySystem: true },
    { kind: 'one-word', name: 'Ann' },
    { kind: 'mapped', ...of },
    { kind: 'clock', ...of, by: 3 * DAY },
    { kind: 'known-fell', share: 0.4 },
    { kind: 'known-by-itself', known: 7 },
    { kind: 'moved', ...of, systems: ['old'] },
    { kind: 'exempt', until: AT, reason: 'No data.', approver: 'Ann' },
    { kind: 'exempt-aspects', count: 5, of: 15 },
    { kind: 'model-override', names: ['levels.yaml'] },
  ];
  const said = (language: Language) =>
    all.map((doubt) => phrasesIn(language).doubt(doubt, () => '3 Dec 2026'));
  for (const language of LANGUAGES) {
    for (const each of said(language)) expect(each).toMatch(/^[A-Z0-9].*\.$/);
    expect(said(language).join('\n')).not.toMatch(/undefined|NaN|\d\.\d/);
  }
  expect(new Set(LANGUAGES.flatMap(said)).size).toBe(all.length * LANGUAGES.length);
  const words = said('en');
  expect(words[0]).toBe(
    '2 of the 3 documents that the level rests on were handed in long after it happened.',
  );
  expect(words[4]).toContain('a, b, c and 1 more');
  expect(words[8]).toContain('60 %');
});
