import { describe, expect, test } from 'vitest';
import { ASPECTS, type AspectId, type Level } from '../records/words.ts';
import { exposureOf } from './criticality.ts';
import { focus } from './focus.ts';
import { missingCoverage } from './gaps.ts';
import { growth } from './growth.ts';
import { score } from './score.ts';

const nothing = { pii: undefined, public: undefined, monthlyCost: undefined };
const model = {
  criticality: [
    { pii: true, public: true, criticality: 'high' },
    { pii: true, public: false, criticality: 'medium' },
    { pii: false, public: true, criticality: 'medium' },
    { pii: false, public: false, criticality: 'low' },
  ],
  production: { public: true, pii: true, monthlyCost: { amount: 5_000, currency: 'USD' } },
} as const;

describe('score', () => {
  const all = (level: Level) => ASPECTS.map(() => ({ level, exempt: false }));
  test('is 15 at the bottom and 75 at the top', () => {
    expect(score(all(1))).toBe(15);
    expect(score(all(5))).toBe(75);
  });
  test('leaves exempt aspects out and scales the rest to 75', () => {
    const some = all(4).map((each, index) => (index < 5 ? { level: 1 as const, exempt: true } : each));
    expect(score(some)).toBe(60);
  });
  test('is nothing where everything is exempt', () => {
    expect(score(all(1).map((each) => ({ ...each, exempt: true })))).toBeUndefined();
  });
});

test('growth puts 15 to 25 far above 70 to 75', () => {
  expect(growth(25, 15)).toBeCloseTo(0.51, 2);
  expect(growth(75, 70)).toBeCloseTo(0.07, 2);
  expect(growth(30, undefined)).toBeUndefined();
});

describe('criticality and production', () => {
  test.each([
    [true, true, 'high'],
    [true, false, 'medium'],
    [false, true, 'medium'],
    [false, false, 'low'],
  ])('personal data %s, public %s: %s', (pii, open, expected) => {
    expect(exposureOf({ ...nothing, pii, public: open }, nothing, model).criticality).toBe(expected);
  });
  test('what the records show counts where nobody declared it, and where it is worse', () => {
    const declared = { pii: false, public: false, monthlyCost: 100 };
    const verdict = exposureOf(declared, { pii: true, public: undefined, monthlyCost: 9_000 }, model);
    expect(verdict.criticality).toBe('medium');
    expect(verdict.production).toBe(true);
    expect(verdict.disagreements).toEqual([
      { fact: 'pii', declared: false, observed: true },
      { fact: 'monthlyCost', declared: 100, observed: 9_000 },
    ]);
  });
  test('costs exactly $5,000 are not more than $5,000', () => {
    const facts = { pii: false, public: false, monthlyCost: 5_000 };
    expect(exposureOf(facts, nothing, model).production).toBe(false);
    expect(exposureOf({ ...facts, monthlyCost: 5_000.01 }, nothing, model).production).toBe(true);
  });
  test('what is unknown is said, never guessed', () => {
    const verdict = exposureOf(nothing, nothing, model);
    expect(verdict).toMatchObject({
      criticality: undefined,
      production: undefined,
      unknown: ['pii', 'public', 'monthlyCost'],
    });
    expect(exposureOf({ ...nothing, pii: true }, nothing, model).production).toBe(true);
  });
});

describe('focus', () => {
  const system = (
    id: string,
    level: Level,
    criticality: 'high' | 'low' | undefined,
    odd: Partial<Record<AspectId, Level>> = {},
  ) => {
    const aspects = ASPECTS.map((aspect) => ({ id: aspect, level: odd[aspect] ?? level, exempt: false }));
    return { id, score: score(aspects), criticality, aspects };
  };
  test('the least mature and most critical comes first', () => {
    const order = focus([
      system('good', 4, 'high'),
      system('bad-low', 1, 'low'),
      system('bad-high', 1, 'high'),
    ]);
    expect(order.map((each) => each.system)).toEqual(['bad-high', 'bad-low', 'good']);
  });
  test('the step is the earliest of the lowest aspects', () => {
    expect(focus([system('a', 3, 'high', { backup: 1, alerts: 1 })])).toEqual([
      { system: 'a', aspect: 'backup' },
    ]);
  });
  test('who stands at 5 throughout needs no help', () => {
    expect(focus([system('a', 5, 'high')])).toEqual([]);
  });
});

test('an aspect above one that it builds on is missing coverage', () => {
  const standings = new Map<AspectId, { level: Level; exempt: boolean }>([
    ['inventory', { level: 2, exempt: false }],
    ['patch', { level: 4, exempt: false }],
    ['alerts', { level: 5, exempt: true }],
  ]);
  const aspects = [
    { id: 'inventory' as const, buildsOn: [] },
    { id: 'patch' as const, buildsOn: ['inventory' as const] },
    { id: 'alerts' as const, buildsOn: ['inventory' as const] },
  ];
  expect(missingCoverage(aspects, standings)).toEqual([
    { aspect: 'patch', level: 4, on: 'inventory', onLevel: 2 },
  ]);
});
