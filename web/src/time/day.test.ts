import { expect, test } from 'vitest';
import { dayOf, instantOf } from './day.ts';

test('a day in the address bar means its end in the zone', () => {
  expect(instantOf('2026-11-01', 'UTC')).toBe('2026-11-01T23:59:59.999Z');
  expect(instantOf('2026-11-01', 'Europe/Berlin')).toBe('2026-11-01T22:59:59.999Z');
});

test('days on which the clocks change end where the next day begins', () => {
  expect(instantOf('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T21:59:59.999Z');
  expect(instantOf('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T22:59:59.999Z');
  expect(instantOf('2026-03-08', 'America/New_York')).toBe('2026-03-09T03:59:59.999Z');
});

test('instants and nonsense are handed on, so that the server answers for them', () => {
  expect(instantOf('2026-11-01T12:00:00Z', 'Europe/Berlin')).toBe('2026-11-01T12:00:00Z');
  expect(instantOf('yesterday', 'UTC')).toBe('yesterday');
  expect(instantOf(undefined, 'UTC')).toBeUndefined();
});

test('an instant falls on another day in another zone', () => {
  const instant = Date.parse('2026-11-01T23:30:00Z');
  expect(dayOf(instant, 'UTC')).toBe('2026-11-01');
  expect(dayOf(instant, 'Asia/Tokyo')).toBe('2026-11-02');
});
