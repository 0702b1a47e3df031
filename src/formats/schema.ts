import { type Instant, parseInstant } from '../records/instant.ts';

/**
 * Small lenient readers for values of unknown shape, for the border where an adapter meets a tool's output.
 * None of them throws, and none reads what a value inherits.
 */

/** Members by name. */
export type Members = Readonly<Record<string, unknown>>;

/** The value, where it is an object with members (not an array, not null). */
export function asObject(value: unknown): Members | undefined {
  // A JSON object's members are exactly this; the check above the cast leaves nothing else.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}

/** The value, where it is an array; an empty one otherwise. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value, where it is text that is not empty. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value as text, where it is text that is not empty, a number or a whole number kept as text. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return asString(value);
}

const DECIMAL = /^[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?$/;

/** The value, where it is a finite number or text that is one, such as `"12"` or `"0.5"`. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The value, where it is a whole number that is held exactly. */
export function asInteger(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** The value, where it is a boolean or the text `true` or `false` in any case. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The texts in an array of texts; other elements are left out. A single text counts as one element. */
export function asStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return asArray(value).filter((element): element is string => typeof element === 'string' && element !== '');
}

/**
 * A time: ISO 8601 text, or a number since 1970 in the unit that the format documents.
 * @param unit what numbers (and text of digits alone) count; without it they are no times
 */
export function asInstant(value: unknown, unit?: 'seconds' | 'milliseconds'): Instant | undefined {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return parseInstant(value);
  const number = unit ? asNumber(value) : undefined;
  if (number === undefined) return undefined;
  const instant = Math.trunc(unit === 'seconds' ? number * 1000 : number);
  return Math.abs(instant) <= 8.64e15 ? instant : undefined; // the range of ECMAScript's time values
}

/** The member or element at a path; undefined where any step is missing. Never reads what is inherited. */
export function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step]; // own, as just checked
  }
  return at;
}
