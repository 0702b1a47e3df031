import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ResultRow } from '../rows.ts';
import * as make from '../testing/rows.ts';
import {
  absentAt,
  failsOf,
  failsText,
  REMEMBERED,
  type ResultState,
  stateOf,
  united,
} from './result-state.ts';

const STATUSES = ['pass', 'skipped', 'error', 'fail'] as const;
const sighting = fc
  .record({
    at: fc.integer({ min: -20, max: 20 }),
    status: fc.constantFrom(...STATUSES),
    document: fc.constantFrom('d', 'e'),
  })
  .map(({ at, status, document }) => seen(at, status, document));

function seen(at: number, status: ResultRow['status'], document = 'd'): ResultRow {
  const openSince = status === 'fail' ? at : undefined;
  return make.result('f', { status, document, firstSeen: at, lastSeen: at, openSince });
}

function folded(rows: readonly ResultRow[]): ResultState | undefined {
  let state: ResultState | undefined;
  for (const row of rows) state = state ? united(state, stateOf(row)) : stateOf(row);
  return state;
}

/** Walks the sightings in the order in which they happened. */
function walked(rows: readonly ResultRow[]) {
  const sorted = [...rows].sort(
    (a, b) => a.lastSeen - b.lastSeen || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
  );
  let open: number | undefined;
  for (const row of sorted) {
    if (row.status === 'pass') open = undefined;
    if (row.status === 'fail') open ??= row.lastSeen;
  }
  const last = sorted[sorted.length - 1]!;
  return {
    status: last.status,
    firstSeen: sorted[0]!.firstSeen,
    lastSeen: last.lastSeen,
    openSince: last.status === 'fail' ? open : undefined,
  };
}

test('sightings in any order, any number of times, say what the walk through time says', () => {
  fc.assert(
    fc.property(
      fc
        .array(sighting, { minLength: 1, maxLength: REMEMBERED })
        .chain((rows) =>
          fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray([...rows, ...rows], { minLength: 2 * rows.length }),
          ),
        ),
      ([rows, shuffled]) => {
        expect(folded(shuffled)).toEqual(folded(rows));
        expect(folded(shuffled)).toMatchObject(walked(rows));
      },
    ),
  );
});

test('what is united in parts is the same as what is united one by one', () => {
  const some = fc.array(sighting, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(some, some, (left, right) => {
      expect(united(folded(left)!, folded(right)!)).toEqual(folded([...left, ...right]));
    }),
  );
});

test('failures survive being written down', () => {
  fc.assert(
    fc.property(fc.array(sighting, { minLength: 1, maxLength: 40 }), (rows) => {
      const state = folded(rows)!;
      expect(failsOf(failsText(state), state.openSince)).toEqual(state.fails);
    }),
  );
});

test('a result that fails for years keeps when it began, in bounded space', () => {
  const state = folded(Array.from({ length: 1_000 }, (_, day) => seen(day, 'fail')))!;
  expect(state.openSince).toBe(0);
  expect(state.fails.length).toBe(REMEMBERED);
});

test('a complete run that does not name it closes it, unless it was seen in that run or later', () => {
  expect(absentAt(stateOf(seen(10, 'fail')), 20, 'run')).toMatchObject({
    status: 'pass',
    lastSeen: 20,
    document: 'run',
    openSince: undefined,
  });
  expect(absentAt(stateOf(seen(20, 'fail')), 20, 'run')).toMatchObject({ status: 'fail', openSince: 20 });
  const since10 = folded([seen(10, 'fail'), seen(30, 'fail')])!;
  expect(absentAt(since10, 20, 'run')).toMatchObject({ status: 'fail', lastSeen: 30, openSince: 30 });
});
