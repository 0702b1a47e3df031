import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../records/instant.ts';
import { failure, type Outcome } from './outcome.ts';
import { verdict, WAITS } from './retry.ts';

/** Wed, 23 Sep 2026 14:13:20 GMT */
const NOW = Date.UTC(2026, 8, 23, 14, 13, 20);
const answer = (status: number, retryAfter?: string): Outcome => ({
  kind: 'answer',
  status,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: undefined,
});
const wait = (outcome: Outcome, attempts = 1, random = 0) => {
  const next = verdict(outcome, attempts, NOW, random);
  return next.kind === 'retry' ? next.at - NOW : next.kind;
};

test('a delivery that keeps failing is tried nine times over two days, then given up', () => {
  const waits = Array.from({ length: 9 }, (_, index) => wait(answer(500), index + 1));
  expect(waits).toEqual([
    5 * SECOND,
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    'give-up',
  ]);
});

test.each([200, 201, 202, 204, 299])('%i ends it well', (status) => {
  expect(wait(answer(status), 9)).toBe('done');
});

test('410 switches the receiver off, whichever attempt it is', () => {
  expect(wait(answer(410))).toBe('disable');
  expect(wait(answer(410), 9)).toBe('disable');
});

test.each([304, 400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504])(
  '%i is tried again',
  (status) => {
    expect(wait(answer(status))).toBe(5 * SECOND);
  },
);

test.each(['refused', 'resolve', 'connect', 'tls', 'timeout', 'redirect', 'broken'] as const)(
  'a failure of kind %s is tried again, and given up like others',
  (why) => {
    expect(wait(failure(why, '', ''))).toBe(5 * SECOND);
    expect(wait(failure(why, '', ''), 9)).toBe('give-up');
  },
);

test('what stopped with Assay is tried again at once, however often that happens', () => {
  expect(wait(failure('stopped', '', ''), 9)).toBe(0);
});

test.each([
  [429, '120', 2 * MINUTE],
  [503, '120', 2 * MINUTE],
  [503, 'Wed, 23 Sep 2026 14:15:20 GMT', 2 * MINUTE],
  [503, '2', 5 * SECOND],
  [503, '0', 5 * SECOND],
  [503, 'Wed, 23 Sep 2026 14:00:00 GMT', 5 * SECOND],
  [503, '999999999', DAY],
  [503, '9'.repeat(400), DAY],
  [503, 'Fri, 01 Jan 2099 00:00:00 GMT', DAY],
  [503, '-5', 5 * SECOND],
  [503, '1e9', 5 * SECOND],
  [503, '2026-12-01', 5 * SECOND],
  [503, 'Wed, 99 Xyz 2026 14:15:20 GMT', 5 * SECOND],
  [503, '', 5 * SECOND],
  [500, '120', 5 * SECOND],
  [404, '120', 5 * SECOND],
])('%i with Retry-After %j waits %i ms', (status, retryAfter, expected) => {
  expect(wait(answer(status, retryAfter))).toBe(expected);
});

test('chance only ever lengthens a wait, by a fifth at most, and nothing waits longer than that over a day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: WAITS.length }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.nat(), { nil: undefined }),
      (attempts, random, asked) => {
        const plain = wait(answer(503, asked?.toString()), attempts);
        const longer = wait(answer(503, asked?.toString()), attempts, random);
        const step = WAITS[attempts - 1] ?? 0;
        expect(plain).toBe(Math.max(step, Math.min(DAY, (asked ?? 0) * SECOND)));
        expect(longer).toBeGreaterThanOrEqual(Number(plain));
        expect(longer).toBeLessThanOrEqual(Number(plain) + step * 0.2);
        expect(Number.isInteger(longer)).toBe(true);
      },
    ),
  );
});
