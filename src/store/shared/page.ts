import { Refusal } from '../../records/refusal.ts';
import type { Page, Paged } from '../rows.ts';
import { cleanText } from './text.ts';

/** The most rows that one page may hold. */
const MOST = 10_000;

/** Where a page ended: the values of its order's columns. */
export type Cursor = (string | number)[];

/** Opaque to callers, and no promise about its inside. */
export function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads back where a page begins.
 * @param shape the types that the cursor's values must have
 * @throws Refusal `usage` where `next` was not given out for a listing of this shape, or the limit is no
 *   whole number from 1 to 10,000
 */
export function decode(wanted: Page, shape: readonly ('string' | 'number')[]): Cursor | undefined {
  const { limit, after } = wanted;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST) {
    throw new Refusal(
      'usage',
      `A page holds 1 to ${MOST} rows, not ${limit}.`,
      { field: 'limit' },
      'Ask for fewer.',
    );
  }
  if (after === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (
      Array.isArray(value) &&
      value.length === shape.length &&
      value.every((each, index) => fits(each, shape[index]))
    ) {
      return value as Cursor; // each was checked against the shape just now
    }
  } catch {
    // told below
  }
  throw new Refusal(
    'usage',
    'This page does not exist.',
    { field: 'after' },
    'Take `next` of the page before it as it is.',
  );
}

/** Only what the database can compare: no NUL in text, no number beyond exactness. */
function fits(value: unknown, type: 'string' | 'number' | undefined): boolean {
  if (type === 'number') return Number.isSafeInteger(value);
  return type === 'string' && typeof value === 'string' && cleanText(value) === value;
}

/** A page from one row more than asked for. */
export function page<Raw, Row>(
  rows: readonly Raw[],
  limit: number,
  cursorOf: (row: Raw) => Cursor,
  out: (row: Raw) => Row,
): Paged<Row> {
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    rows: shown.map(out),
    next: rows.length > limit && last !== undefined ? encode(cursorOf(last)) : undefined,
  };
}
