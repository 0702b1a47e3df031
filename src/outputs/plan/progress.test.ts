import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../derive/history.ts';
import type { Level } from '../../records/words.ts';
import { planProgress } from './progress.ts';

const at = (from: number, until: number, level: Level): Interval => ({ from, until, level, exempt: false });
const END = Number.POSITIVE_INFINITY;
const plan = { target: 4 as Level, created: 10, due: 50, dropped: undefined };

describe('a plan', () => {
  const climbed = [at(Number.NEGATIVE_INFINITY, 20, 2), at(20, 40, 4), at(40, END, 3)];

  test('is open until the level is derived, done while it holds, lost when it lapses', () => {
    expect(planProgress(plan, climbed, 19)).toEqual({ state: 'open', level: 2, reached: undefined });
    expect(planProgress(plan, climbed, 20)).toEqual({ state: 'done', level: 4, reached: 20 });
    expect(planProgress(plan, climbed, 45)).toEqual({ state: 'lost', level: 3, reached: 20 });
  });

  test('is overdue after its day, and given up when somebody gives it up', () => {
    const never = [at(Number.NEGATIVE_INFINITY, END, 2)];
    expect(planProgress(plan, never, 50).state).toBe('open');
    expect(planProgress(plan, never, 51).state).toBe('overdue');
    expect(planProgress({ ...plan, due: undefined }, never, 51).state).toBe('open');
    expect(planProgress({ ...plan, dropped: 30 }, never, 51).state).toBe('dropped');
    expect(planProgress({ ...plan, dropped: 30 }, never, 29).state).toBe('open');
  });

  test('counts nothing that was over before it was made', () => {
    const before = [at(Number.NEGATIVE_INFINITY, 5, 5), at(5, END, 2)];
    expect(planProgress(plan, before, 30)).toEqual({ state: 'open', level: 2, reached: undefined });
  });

  test('is never done below its target, and never open at it', () => {
    const level = fc.constantFrom<Level>(1, 2, 3, 4, 5);
    const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), level), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(spans, level, fc.nat(60), fc.nat(90), (lengths, target, created, instant) => {
        let from = Number.NEGATIVE_INFINITY;
        let end = 0;
        const intervals = lengths.map(([length, each]) => {
          const begin = from;
          end += length;
          from = end;
          return at(begin, end, each);
        });
        intervals.push(at(from, END, 1));
        const {
          state,
          level: here,
          reached,
        } = planProgress({ target, created, due: undefined, dropped: undefined }, intervals, instant);
        expect(state === 'done').toBe(here >= target);
        let seen: number | undefined;
        for (let each = created; each <= instant; each += 1)
          if (
            seen === undefined &&
            intervals.some((i) => i.from <= each && each < i.until && i.level >= target)
          )
            seen = each;
        if (instant >= created) expect(reached).toBe(seen);
        expect(state === 'lost').toBe(here < target && reached !== undefined);
      }),
    );
  });
});
