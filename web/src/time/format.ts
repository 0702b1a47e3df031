import { text } from '../text.ts';

/** One Intl.DateTimeFormat a zone and style: making them is slow, and a heat map asks for hundreds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${style}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(text.locale, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** The instant's day, e.g. `3 Dec 2026`. */
export function dayText(instant: string | number, zone: string): string {
  return format(zone, 'day', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant));
}

/** The instant's day without the year, e.g. `3 Dec`. */
export function shortDayText(instant: string | number, zone: string): string {
  return format(zone, 'short', { day: 'numeric', month: 'short' }).format(new Date(instant));
}

/** The instant's month, e.g. `Dec`. */
export function monthText(instant: string | number, zone: string): string {
  return format(zone, 'month', { month: 'short' }).format(new Date(instant));
}

/** The exact instant in words, e.g. `3 December 2026 at 14:05:09 CET`. */
export function exactText(instant: string | number, zone: string): string {
  return format(zone, 'exact', { dateStyle: 'long', timeStyle: 'long' }).format(new Date(instant));
}

/** Whether the text is an instant that the browser can read. */
export function isInstant(word: string): boolean {
  return !Number.isNaN(Date.parse(word));
}
