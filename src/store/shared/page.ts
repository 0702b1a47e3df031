import { Refusal } from '../../records/refusal.ts';
import type { Paged } from '../store.ts';

/** Where a page ended: the values of its order's columns. */
export type Cursor = (string | number)[];

/** Opaque to callers, and no promise about its inside. */
function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor back.
 * @param shape the types that its values must have
 * @throws Refusal `usage`
 */
export function decode(
  after: string | undefined,
  shape: readonly ('string' | 'number')[],
): Cursor | undefined {
  if (after === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (
      Array.isArray(value) &&
      value.length === shape.length &&
      value.every((each, index) => typeof each === shape[index])
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
