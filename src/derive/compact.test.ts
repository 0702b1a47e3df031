import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../records/instant.ts';
import { AUTOMATIONS, OUTPUTS } from '../records/words.ts';
import { toPractices } from './columns.ts';
import { compactor, compactWithin, type Stated } from './compact.ts';
import type { CoverageHistory } from './history.ts';
import { standing } from './standing.ts';
import { RULES } from './testing/rules.ts';
import { timeline } from './timeline.ts';

const FULL: CoverageHistory = new Map(
  [8, 32].map((days) => [days, [{ from: Number.NEGATIVE_INFINITY, reached: 1, known: 1 }]]),
);
const WITHIN = compactWithin(RULES);
const BEFORE = 400 * DAY;

const row = (more: Partial<Stated>): Stated => ({
  document: 'd',
  system: 's',
  aspect: 'patch',
  output: 'test',
  automation: 'full',
  declared: false,
  at: 0,
  learned: 0,
  ...more,
});
function redundant(rows: readonly Stated[], before = BEFORE, within = WITHIN): Set<string> {
  const all = compactor(before, within);
  const order = (each: Stated) => `${each.system ?? ''}\n${each.aspect}`;
  const sorted = [...rows].sort((a, b) =>
    order(a) === order(b) ? a.at - b.at : order(a) < order(b) ? -1 : 1,
  );
  for (const each of sorted) all.take(each);
  return new Set(all.redundant());
}
const ofSystem = (rows: readonly Stated[], known: number, system = 's') => ({
  practices: toPractices(
    rows.filter((each) => each.system === system && each.learned <= known) as Parameters<
      typeof toPractices
    >[0],
  ),
  coverage: FULL,
  exemptions: [],
});

const stated = fc.record({
  document: fc.integer({ min: 0, max: 60 }).map((number) => `d${number}`),
  system: fc.constantFrom('s', 's', 's', 't', undefined),
  aspect: fc.constant('patch'),
  output: fc.constantFrom(...OUTPUTS),
  automation: fc.constantFrom(...AUTOMATIONS),
  declared: fc.boolean(),
  at: fc.integer({ min: 0, max: 450 * 24 }).map((hours) => hours * HOUR),
});
/** Machines that do all four outputs every few days, now and then with a pause: every rung is reached and lost. */
const daily = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 72 }) }, fc.integer({ min: 0, max: 1_000 })),
    {
      minLength: 20,
      maxLength: 120,
    },
  )
  .map((gaps) => {
    let at = 0;
    return gaps.flatMap((gap, index) => {
      at += gap * HOUR;
      return OUTPUTS.map((output) => row({ document: `d${index}${output}`, output, at, learned: at }));
    });
  });
const some = fc.oneof(
  daily,
  fc
    .array(fc.tuple(stated, fc.integer({ min: 0, max: 20 * DAY })), { maxLength: 200 })
    .map((rows) => rows.map(([each, late]): Stated => ({ ...each, learned: each.at + late }))),
);

test('no level changes at any instant, nor where it stands and when it lapses at any that is retained', () => {
  fc.assert(
    fc.property(
      some,
      fc.array(fc.integer({ min: BEFORE, max: 900 * DAY }), { maxLength: 5 }),
      fc.integer({ min: BEFORE, max: 500 * DAY }),
      (rows, instants, known) => {
        const gone = redundant(rows);
        const left = rows.filter(({ document }) => !gone.has(document));
        for (const system of ['s', 't']) {
          const [was, is] = [ofSystem(rows, known, system), ofSystem(left, known, system)];
          expect(timeline(is, RULES)).toEqual(timeline(was, RULES));
          for (const at of [BEFORE, ...instants])
            expect(standing(is, RULES, at)).toEqual(standing(was, RULES, at));
        }
        // What was chosen once leaves nothing to choose.
        expect(redundant(left).size).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});

test('of a year of daily runs two a week stay', () => {
  const rows = Array.from({ length: 364 }, (_, day) =>
    row({ document: `d${day}`, at: day * DAY, learned: day * DAY }),
  );
  expect(rows.length - redundant(rows).size).toBe(104);
});

test('what is young, learned late, owned by nobody, or in a document with something needed, stays', () => {
  const hours = (more: Partial<Stated> = {}) =>
    [0, 1, 2].map((hour) => row({ document: `d${hour}`, at: hour * HOUR, learned: hour * HOUR, ...more }));
  expect(redundant(hours())).toEqual(new Set(['d1']));
  expect(redundant(hours(), 2 * HOUR).size).toBe(0);
  expect(redundant(hours({ learned: BEFORE })).size).toBe(0);
  expect(redundant(hours({ system: undefined })).size).toBe(0);
  expect(redundant([...hours(), row({ document: 'd1', aspect: 'backup' })]).size).toBe(0);
  expect(redundant([...hours(), row({ document: 'd1', output: 'alert' })]).size).toBe(0);
});

test('a model with a rung that goes stale sooner than in a week is compacted less', () => {
  const [rule] = RULES;
  const hasty = rule ? [...RULES, { ...rule, freshDays: 1 }] : [];
  expect(compactWithin(RULES)).toBe(7 * DAY);
  expect(compactWithin(hasty)).toBe(DAY);
  const rows = [0, 1, 2].map((day) => row({ document: `d${day}`, at: day * DAY }));
  expect(redundant(rows, BEFORE, compactWithin(hasty)).size).toBe(0);
});
