import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from './instant.ts';

test('any instant from year 0 to 9999 survives being written and read', () => {
  const min = new Date('0000-01-01T00:00:00Z').getTime();
  const max = new Date('9999-12-31T23:59:59.999Z').getTime();
  fc.assert(
    fc.property(fc.integer({ min, max }), (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant);
    }),
  );
});

test.each([
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  ['2026-11-23T10:30', '2026-11-23T10:30:00.000Z'],
  ['2026-11-23 10:30:15 UTC', '2026-11-23T10:30:15.000Z'],
  ['2026-11-23T10:30:15+02:00', '2026-11-23T08:30:15.000Z'],
  ['2026-11-23T10:30:15-0330', '2026-11-23T14:00:15.000Z'],
  ['2026-11-23T10:30:15.123456789Z', '2026-11-23T10:30:15.123Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
])('%s is %s', (text, expected) => {
  const instant = parseInstant(text);
  expect(instant === undefined ? undefined : formatInstant(instant)).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '2026-13-01',
  '2026-02-29',
  '2026-11-23T24:00',
  '2026-11-23T10:60',
  '11/23/2026',
  '20261123',
])('%s is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});
