/** Milliseconds since 1970-01-01T00:00:00Z, an integer; negative before 1970. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|UTC|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO 8601 / RFC 3339 date or date-time. A missing offset means UTC; a date alone means its first
 * instant in UTC; second 60 (leap second) counts as the first instant of the next minute. Digits below a
 * millisecond are dropped.
 * @returns the instant, or undefined where the text is no valid date.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction, zone = 'Z'] = match;
  const y = Number(year);
  const mo = Number(month);
  const d = Number(day);
  const h = Number(hour);
  const mi = Number(minute);
  const s = Number(second);
  if (mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo) || h > 23 || mi > 59 || s > 60) return undefined;
  // Date.UTC would move the years 0 to 99 into the 1900s; setUTCFullYear takes them as they are.
  const midnight = y > 99 ? Date.UTC(y, mo - 1, d) : new Date(0).setUTCFullYear(y, mo - 1, d);
  const below = fraction === undefined ? 0 : Number(`${fraction}000`.slice(0, 3));
  const instant = midnight + h * HOUR + mi * MINUTE + s * SECOND + below;
  return instant - offset(zone);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * MINUTE;
}

/** The instant as RFC 3339 in UTC, e.g. `2026-11-23T00:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
