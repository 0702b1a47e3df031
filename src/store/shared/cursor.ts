import { Refusal } from '../../records/refusal.ts';
import type { Page, Paged } from '../store.ts';

/** The most rows that one page may hold. */
const MOST = 10_000;

/** Where a page begins: the sort values of the last row of the page before. */
export type Cursor = readonly (string | number)[];

/** What each sort value of a listing is. */
export type Shape = readonly ('string' | 'number')[];

/**
 * Reads a page's `after`.
 * @throws Refusal `usage` where it was not made by `paged` for a listing of that shape, or the limit is no
 *   whole number from 1 to 10,000
 */
export function cursorOf(page: Page, shape: Shape): Cursor | undefined {
  if (!Number.isSafeInteger(page.limit) || page.limit < 1 || page.limit > MOST) {
    throw new Refusal(
      'usage',
      `A page holds 1 to ${MOST} rows, not ${page.limit}.`,
      { field: 'limit' },
      'Ask for fewer rows and follow the pages.',
    );
  }
  if (page.after === undefined) return undefined;
  const values = decoded(page.after);
  if (values?.length === shape.length && values.every((value, i) => fits(value, shape[i]))) return values;
  throw new Refusal(
    'usage',
    'This page marker is not one that this listing gave out.',
    { field: 'after' },
    'Begin again without it.',
  );
}

/** Cuts a page from rows of which one more than the limit was asked for. */
export function paged<Row>(rows: Row[], page: Page, cursor: (row: Row) => Cursor): Paged<Row> {
  if (rows.length <= page.limit) return { rows, next: undefined };
  const kept = rows.slice(0, page.limit);
  const last = kept[kept.length - 1];
  if (last === undefined) return { rows: kept, next: undefined };
  return { rows: kept, next: Buffer.from(JSON.stringify(cursor(last))).toString('base64url') };
}

function decoded(after: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fits(value: unknown, type: Shape[number] | undefined): boolean {
  if (type === 'number') return Number.isSafeInteger(value);
  // NUL never reaches the database: PostgreSQL would fail on it.
  return type === 'string' && typeof value === 'string' && !value.includes('\0');
}
