import { type Instant, parseInstant } from '../../records/instant.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each part of a pattern reads. */
const PARTS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  mon: '(?<name>[a-z]{3})[a-z]{0,6}',
  mm: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  MM: '(?<minute>\\d{1,2})',
  SS: '(?<second>\\d{1,2})(?:[.,]\\d{1,9})?',
  AM: '(?<half>[ap])\\.?m\\.?',
};
const PART = /yyyy|mon|mm|dd|HH|MM|SS|AM/g;

/** Whether a pattern can be a date: it has a year and a month, each part once, and no other letters. */
export function isDatePattern(pattern: string): boolean {
  const parts: readonly string[] = pattern.match(PART) ?? [];
  if (pattern.length > 40 || new Set(parts).size !== parts.length) return false;
  if (!parts.includes('yyyy') || parts.includes('mm') === parts.includes('mon')) return false;
  // `T` and `Z` stand for themselves, as in ISO 8601.
  return !/[a-z]/i.test(pattern.replaceAll(PART, '').replaceAll(/[TZ]/g, ''));
}

/**
 * Makes a reader of dates in a pattern of `yyyy`, `mm` (or `mon`: Jan), `dd`, `HH`, `MM`, `SS` and `AM`, e.g.
 * `dd/mm/yyyy HH:MM`. Without a day it is the first; times are UTC.
 */
export function dateReader(pattern: string): (text: string) => Instant | undefined {
  const source = pattern
    .split(/(yyyy|mon|mm|dd|HH|MM|SS|AM)/)
    .map((part) => PARTS[part] ?? part.replaceAll(/[^\w\s]/g, '\\$&').replaceAll(/\s+/g, '\\s+'))
    .join('');
  const regex = new RegExp(`^${source}$`, 'i');
  return (text) => {
    const found = text.length > 100 ? undefined : regex.exec(text.trim())?.groups;
    if (!found) return undefined;
    const { year = '', name, month, day = '1', hour = '0', minute = '0', second = '0', half } = found;
    const number = name === undefined ? month : String(MONTHS.indexOf(name.toLowerCase()) + 1);
    let hours = Number(hour);
    if (half !== undefined) {
      if (hours < 1 || hours > 12) return undefined;
      hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    }
    const two = (part: string | number | undefined) => String(part ?? '').padStart(2, '0');
    return parseInstant(`${year}-${two(number)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}Z`);
  };
}
