import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, parseInstant } from '../records/instant.ts';
import { AUTOMATIONS, OUTPUTS } from '../records/words.ts';
import { type PracticeFacts, toPractices } from './columns.ts';
import type { CoverageHistory, History } from './history.ts';
import { standing } from './standing.ts';
import { oracleLevel } from './testing/oracle.ts';
import { RULES } from './testing/rules.ts';
import { intervalAt, timeline } from './timeline.ts';

const FULL: CoverageHistory = new Map([
  [8, [{ from: Number.NEGATIVE_INFINITY, reached: 1, known: 1 }]],
  [32, [{ from: Number.NEGATIVE_INFINITY, reached: 1, known: 1 }]],
]);

function history(practices: readonly PracticeFacts[], coverage: CoverageHistory = FULL): History {
  return { practices: toPractices(practices), coverage, exemptions: [] };
}

function levelAt(practices: readonly PracticeFacts[], at: Instant, coverage?: CoverageHistory): number {
  return intervalAt(timeline(history(practices, coverage), RULES), at).level;
}

function practice(at: Instant, more: Partial<PracticeFacts> = {}): PracticeFacts {
  return { at, output: 'test', automation: 'manual', declared: false, ...more };
}

function every(days: number, count: number, more: Partial<PracticeFacts> = {}, from = 0): PracticeFacts[] {
  return Array.from({ length: count }, (_, index) => practice(from + index * days * DAY, more));
}

describe('each rung, at the instant it begins and the instant it lapses', () => {
  test('level 2: from the first practice for 365 days', () => {
    const one = [practice(0)];
    expect(levelAt(one, -1)).toBe(1);
    expect(levelAt(one, 0)).toBe(2);
    expect(levelAt(one, 365 * DAY - 1)).toBe(2);
    expect(levelAt(one, 365 * DAY)).toBe(1);
  });

  test('level 3: quarterly, after 100 days without a gap of 95', () => {
    const quarterly = every(90, 4);
    expect(levelAt(quarterly, 100 * DAY - 1)).toBe(2);
    expect(levelAt(quarterly, 100 * DAY)).toBe(3);
    expect(levelAt(quarterly, (270 + 95) * DAY - 1)).toBe(3);
    expect(levelAt(quarterly, (270 + 95) * DAY)).toBe(2);
  });

  test('level 4: monthly and at least semi-automated, after 60 days', () => {
    const monthly = every(30, 4, { automation: 'semi' });
    expect(levelAt(monthly, 60 * DAY - 1)).toBe(2);
    expect(levelAt(monthly, 60 * DAY)).toBe(4);
    expect(levelAt(monthly, (90 + 32) * DAY - 1)).toBe(4);
    expect(levelAt(monthly, (90 + 32) * DAY)).toBe(3);
    expect(levelAt(every(30, 4), 60 * DAY), 'by hand it is not level 4').toBe(2);
  });

  test('level 5: weekly, by machines, in each of the four outputs, after 21 days', () => {
    const weekly = OUTPUTS.flatMap((output) => every(7, 11, { automation: 'full', output }));
    expect(levelAt(weekly, 21 * DAY - 1)).toBe(2);
    expect(levelAt(weekly, 21 * DAY)).toBe(5);
    expect(levelAt(weekly, (70 + 8) * DAY - 1)).toBe(5);
    expect(levelAt(weekly, (70 + 8) * DAY)).toBe(4);
    for (const missing of OUTPUTS) {
      const rest = weekly.filter((each) => each.output !== missing);
      expect(levelAt(rest, 30 * DAY), `without ${missing}`).toBe(2);
    }
  });

  test('outputs that began at different times hold together from the last one on', () => {
    const late = OUTPUTS.flatMap((output, index) =>
      every(7, 10, { automation: 'full', output }, index * 7 * DAY),
    );
    expect(levelAt(late, (21 + 21) * DAY - 1)).not.toBe(5);
    expect(levelAt(late, (21 + 21) * DAY)).toBe(5);
  });
});

test('no rung above 2 rests on a single practice', () => {
  for (const automation of AUTOMATIONS) {
    const one = OUTPUTS.map((output) => practice(0, { automation, output }));
    const line = timeline(history(one), RULES);
    expect(Math.max(...line.map((each) => each.level))).toBe(2);
  }
});

test('what is only declared earns level 2, however often', () => {
  const declared = every(7, 60, { automation: 'full', declared: true });
  const line = timeline(history(declared), RULES);
  expect(Math.max(...line.map((each) => each.level))).toBe(2);
});

test('a practice at the very instant at which the last goes stale leaves no gap; one millisecond later does', () => {
  expect(levelAt([practice(0), practice(95 * DAY)], 120 * DAY)).toBe(3);
  expect(levelAt([practice(0), practice(95 * DAY + 1)], 120 * DAY)).toBe(2);
});

test('unknown coverage is never green', () => {
  const monthly = every(30, 4, { automation: 'semi' });
  expect(levelAt(monthly, 70 * DAY, new Map())).toBe(2);
  const none: CoverageHistory = new Map([[32, [{ from: 0, reached: 0, known: 0 }]]]);
  expect(levelAt(monthly, 70 * DAY, none)).toBe(2);
});

test('coverage that is lost takes the level with it at that instant', () => {
  const monthly = every(30, 4, { automation: 'semi' });
  const lost: CoverageHistory = new Map([
    [
      32,
      [
        { from: 0, reached: 5, known: 10 },
        { from: 80 * DAY, reached: 4, known: 10 },
      ],
    ],
  ]);
  expect(levelAt(monthly, 80 * DAY - 1, lost)).toBe(4);
  expect(levelAt(monthly, 80 * DAY, lost)).toBe(2);
});

test('an exemption marks its time and leaves the level as it is', () => {
  const exempt = { from: 10 * DAY, until: 20 * DAY, reason: 'r', approver: 'a' };
  const line = timeline({ ...history([practice(0)]), exemptions: [exempt] }, RULES);
  expect(intervalAt(line, 10 * DAY)).toMatchObject({ level: 2, exempt: true, until: 20 * DAY });
  expect(intervalAt(line, 20 * DAY)).toMatchObject({ level: 2, exempt: false });
});

describe('weekly practice by the wall clock is weekly through every oddity of the calendar', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Pacific/Apia',
    'Africa/Casablanca',
  ];
  test.each(zones)(
    '%s, Mondays at 02:30, over 2026 with its 53 weeks and 2028 with its 29 February',
    (zone) => {
      for (const start of ['2025-12-29', '2027-12-27']) {
        const mondays = Array.from({ length: 60 }, (_, week) =>
          localInstant(zone, (parseInstant(start) ?? 0) + week * 7 * DAY + 2.5 * HOUR),
        );
        const practices = OUTPUTS.flatMap((output) =>
          mondays.map((at) => practice(at, { output, automation: 'full' })),
        );
        const first = mondays[0] ?? 0;
        const last = mondays[mondays.length - 1] ?? 0;
        const line = timeline(history(practices), RULES);
        expect(intervalAt(line, first + 21 * DAY)).toMatchObject({
          level: 5,
          from: first + 21 * DAY,
          until: last + 8 * DAY,
        });
      }
    },
  );
});

/** The instant at which a zone's wall clock shows what UTC shows at `wall`. */
function localInstant(zone: string, wall: Instant): Instant {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shown = parts.format(wall).replace(', ', 'T');
  return wall - ((parseInstant(`${shown}:00Z`) ?? wall) - wall);
}

const time = fc.oneof(
  fc.integer({ min: -500, max: 900 }).map((day) => day * DAY),
  fc.integer({ min: -500 * DAY, max: 900 * DAY }),
  fc.constantFrom(0, 8, 16, 21, 29, 32, 60, 64, 92, 95, 100, 190, 195, 365).map((day) => day * DAY),
);
const facts = fc.record({
  at: time,
  output: fc.constantFrom(...OUTPUTS),
  automation: fc.constantFrom(...AUTOMATIONS),
  declared: fc.boolean(),
});
/** Regular practice with a few odd ones, so that the upper rungs are reached often. */
const practiceList = fc
  .tuple(
    fc.array(facts, { maxLength: 12 }),
    fc.array(
      fc.record({
        step: fc.integer({ min: 5, max: 40 }),
        count: fc.integer({ min: 1, max: 14 }),
        from: fc.integer({ min: -100, max: 300 }),
        automation: fc.constantFrom(...AUTOMATIONS),
        outputs: fc.subarray([...OUTPUTS], { minLength: 1 }),
      }),
      { maxLength: 3 },
    ),
  )
  .map(([odd, series]) => [
    ...odd,
    ...series.flatMap(({ step, count, from, automation, outputs }) =>
      outputs.flatMap((output) => every(step, count, { output, automation }, from * DAY)),
    ),
  ]);
const coverage = fc
  .array(
    fc.record({
      from: time,
      reached: fc.integer({ min: 0, max: 10 }),
      known: fc.integer({ min: 0, max: 10 }),
    }),
    { maxLength: 4 },
  )
  .map((steps) => {
    const ordered = [
      ...new Map(
        steps.map((step) => [step.from, { ...step, reached: Math.min(step.reached, step.known) }]),
      ).values(),
    ];
    ordered.sort((a, b) => a.from - b.from);
    return ordered;
  });
const histories = fc
  .record({ practices: practiceList, monthly: coverage, weekly: coverage, full: fc.boolean() })
  .map(({ practices, monthly, weekly, full }) => ({
    practices,
    coverage: full
      ? FULL
      : (new Map([
          [8, weekly],
          [32, monthly],
        ]) as CoverageHistory),
  }));

test('the timeline is the naive oracle at every edge, just beside it and between', () => {
  fc.assert(
    fc.property(histories, ({ practices, coverage: covered }) => {
      const line = timeline(history(practices, covered), RULES);
      const edges = line.map((each) => each.from).filter(Number.isFinite);
      const looked = new Set(
        edges.flatMap((edge, index) => [
          edge - 1,
          edge,
          edge + 1,
          (edge + (edges[index + 1] ?? edge + DAY)) / 2,
        ]),
      );
      for (const { at } of practices) for (const days of [0, 8, 32, 95, 365]) looked.add(at + days * DAY);
      for (const at of looked) {
        expect(intervalAt(line, at).level, `at ${at / DAY} days`).toBe(
          oracleLevel(practices, covered, RULES, at),
        );
      }
    }),
    { numRuns: 400 },
  );
});

test('order and repetition of evidence change nothing', () => {
  fc.assert(
    fc.property(histories, fc.integer(), ({ practices, coverage: covered }, seed) => {
      const shuffled = [...practices, ...practices.slice(0, Math.abs(seed) % (practices.length + 1))].sort(
        (a, b) => ((a.at * 31 + seed) % 97) - ((b.at * 31 + seed) % 97),
      );
      expect(timeline(history(shuffled, covered), RULES)).toEqual(
        timeline(history(practices, covered), RULES),
      );
    }),
  );
});

test('more evidence never lowers a level', () => {
  fc.assert(
    fc.property(histories, facts, time, ({ practices, coverage: covered }, more, at) => {
      const before = levelAt(practices, at, covered);
      expect(levelAt([...practices, more], at, covered)).toBeGreaterThanOrEqual(before);
    }),
  );
});

describe('standing', () => {
  test('is the timeline of what had happened by then; what comes later is kept aside', () => {
    fc.assert(
      fc.property(histories, time, ({ practices, coverage: covered }, at) => {
        const until = practices.filter((each) => each.at <= at);
        const now = standing(history(practices, covered), RULES, at);
        expect(now.level).toBe(levelAt(until, at, covered));
        expect(now).toEqual(standing(history(until, covered), RULES, at));
      }),
      { numRuns: 300 },
    );
  });

  test('the lapse happens at the announced instant, to the announced level', () => {
    fc.assert(
      fc.property(histories, time, ({ practices, coverage: covered }, at) => {
        const until = practices.filter((each) => each.at <= at);
        const { level, lapse } = standing(history(practices, covered), RULES, at);
        if (level === 1) {
          expect(lapse).toBeUndefined();
          return;
        }
        expect(lapse).toBeDefined();
        const fall = lapse?.at ?? 0;
        expect(oracleLevel(until, covered, RULES, fall)).toBe(lapse?.to);
        expect(lapse?.to).toBeLessThan(level);
        expect(oracleLevel(until, covered, RULES, fall - 1)).toBeGreaterThanOrEqual(level);
      }),
      { numRuns: 300 },
    );
  });

  test('the earliest date for the next rung is reached by ideal practice, and not a day sooner', () => {
    fc.assert(
      fc.property(practiceList, time, (practices, at) => {
        const { level, next } = standing(history(practices), RULES, at);
        if (!next?.earliest) return;
        const until = practices.filter((each) => each.at <= at);
        const ideal = [...until];
        for (let day = at; day <= next.earliest; day += DAY) {
          for (const output of OUTPUTS) ideal.push(practice(day, { output, automation: 'full' }));
        }
        expect(oracleLevel(ideal, FULL, RULES, next.earliest)).toBeGreaterThanOrEqual(level + 1);
        // Sooner, the same ideal practice is not enough for that rung. (A higher one may hold by itself.)
        const rung = RULES.filter((rule) => rule.level === next.level);
        if (next.earliest > at) expect(oracleLevel(ideal, FULL, rung, next.earliest - 1)).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  test('says which outputs level 5 still wants, and since when the others run', () => {
    const weekly = (['test', 'report'] as const).flatMap((output) =>
      every(7, 6, { automation: 'full', output }),
    );
    const now = standing(
      history([...weekly, ...every(7, 10, { automation: 'full' }, -10 * 7 * DAY)]),
      RULES,
      36 * DAY,
    );
    expect(now.level).toBe(4);
    expect(now.next?.missing).toEqual([
      { kind: 'practice', output: 'alert' },
      { kind: 'practice', output: 'dashboard' },
    ]);
    expect(now.next?.earliest).toBe((36 + 21) * DAY);
  });
});
