import { Refusal } from '../records/refusal.ts';

/** The leaves begin ≤ i < end of a tree. */
export interface Range {
  begin: number;
  end: number;
}

/** A complete subtree: the leaves index × 2^level ≤ i < (index + 1) × 2^level. */
export interface Subtree {
  level: number;
  index: number;
}

/**
 * The ranges whose hashes prove that a leaf is in a tree, from the leaf's sibling up. (RFC 6962, 2.1.1)
 * @param index of the leaf, 0 ≤ index < size
 * @param size number of leaves in the tree
 * @throws Refusal usage
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw new Refusal('usage', `A log of ${size} leaves has no leaf ${index}.`);
  }
  const out: Range[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      out.push({ begin: middle, end });
      end = middle;
    } else {
      out.push({ begin, end: middle });
      begin = middle;
    }
  }
  return out.reverse();
}

/**
 * The ranges whose hashes prove that one tree begins with another; none where they are the same or the first
 * is empty. (RFC 6962, 2.1.2)
 * @param from leaves of the smaller tree, 0 ≤ from ≤ to
 * @param to leaves of the larger tree
 * @throws Refusal usage
 */
export function consistencyRanges(from: number, to: number): Range[] {
  if (!isSize(from) || !isSize(to) || from > to) {
    throw new Refusal('usage', `A log of ${to} leaves cannot begin with one of ${from}.`);
  }
  if (from === 0) return [];
  const out: Range[] = [];
  let begin = 0;
  let end = to;
  let known = true;
  while (from !== end) {
    const middle = begin + split(end - begin);
    if (from <= middle) {
      out.push({ begin: middle, end });
      end = middle;
    } else {
      out.push({ begin, end: middle });
      begin = middle;
      known = false;
    }
  }
  if (!known) out.push({ begin, end });
  return out.reverse();
}

/** The complete subtrees that a range is made of, largest first. The range must begin where RFC 6962 splits. */
export function subtrees({ begin, end }: Range): Subtree[] {
  const out: Subtree[] = [];
  let at = begin;
  let width = 1;
  let level = 0;
  while (width * 2 <= end - begin) {
    width *= 2;
    level += 1;
  }
  while (at < end) {
    if (width <= end - at) {
      out.push({ level, index: at / width });
      at += width;
    }
    width /= 2;
    level -= 1;
  }
  return out;
}

/** Whether a number can be the size of a log: an integer from 0 to 2^53 - 1. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** A size or an index as the C2SP formats write it: decimal, without a sign or zeros before it; else undefined. */
export function readSize(text: string): number | undefined {
  const value = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : undefined;
  return value !== undefined && isSize(value) ? value : undefined;
}

/** The largest power of two below n, for n ≥ 2. */
function split(n: number): number {
  let width = 1;
  while (width * 2 < n) width *= 2;
  return width;
}
