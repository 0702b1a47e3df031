/** Rows that are drawn beyond each edge of what is seen, so that quick scrolling finds them there. */
const BEYOND = 12;

/** Which rows of a long list are to be drawn, from the first to before the last. */
export interface Window {
  first: number;
  last: number;
}

/**
 * The rows to draw of a list that begins `top` pixels below the upper edge of what is seen (above it where
 * negative).
 * @param seen height of what is seen, in pixels
 */
export function windowOf({
  top,
  seen,
  rowHeight,
  count,
}: {
  top: number;
  seen: number;
  rowHeight: number;
  count: number;
}): Window {
  const first = Math.floor(-top / rowHeight) - BEYOND;
  const last = Math.ceil((seen - top) / rowHeight) + BEYOND;
  return {
    first: Math.min(Math.max(first, 0), count),
    last: Math.min(Math.max(last, 0), count),
  };
}

/** The rows of a window, and one more that must stay though it is not in it: the one that has the focus. */
export function drawn({ first, last }: Window, kept: number, count: number): number[] {
  const rows = Array.from({ length: last - first }, (_, index) => first + index);
  if (kept >= 0 && kept < first) return [kept, ...rows];
  if (kept >= last && kept < count) return [...rows, kept];
  return rows;
}

/** The row that a key leads to; undefined where the key leads nowhere. */
export function movedRow(key: string, from: number, page: number, count: number): number | undefined {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), count - 1);
}
