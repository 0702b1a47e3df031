import type { Limits } from './document.ts';

// Finds where JSON values end in a window of bytes, without parsing them: strings are skipped over, brackets
// counted. It can stop where the window ends and go on when the window has grown. What it passes over is not
// checked here (JSON.parse does that for each value), but what JSON.parse would let through silently is noted.

/** A value that is being looked over. Positions are indices in the window. */
export interface Scan {
  /** Next byte to look at. */
  at: number;
  /** Where the value starts. */
  from: number;
  /** Where the contents of the string that `at` is inside of start; -1 outside strings. */
  inString: number;
  /** Containers that are open. */
  open: number;
  /** Where each of them starts; only the first `open` count. */
  starts: number[];
  /** Colons outside strings: members, if the value is sound. */
  members: number;
  /** At most this many values are inside. */
  values: number;
  /** Starts and ends, in turn, of numbers that JSON.parse may round or overflow. */
  odd: number[];
}

export type Found = 'whole' | 'unfinished' | 'too-deep' | 'long-string' | 'long-number' | 'many-values';

export const QUOTE = 0x22;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;

const NUMBER_PART = 1;
const STRUCTURE = 2;
const SPACE = 3;
/** What a byte outside strings is; 0 for anything else, such as letters. */
const KIND = new Uint8Array(256);
for (const sign of '0123456789-') KIND[sign.charCodeAt(0)] = NUMBER_PART;
for (const sign of '"[]{},:') KIND[sign.charCodeAt(0)] = STRUCTURE;
for (const sign of ' \t\r\n') KIND[sign.charCodeAt(0)] = SPACE;

/** Whole numbers with fewer digits than this are held exactly. */
const EXACT_DIGITS = 16;
/** Numbers with fewer digits than this are finite, unless they have an exponent. */
const FINITE_DIGITS = 300;
const FRACTION = 1;
const EXPONENT = 2;
/** No tool writes longer numbers, and each is looked over anew when the window grows. */
const MAX_NUMBER = 20_000;
/** Bytes of a string that are cheaper to look at one by one than to hand to indexOf. */
const NEAR = 24;

/** Begins to look over the value that starts at `from`. */
export function beginScan(scan: Scan, from: number): void {
  scan.at = from;
  scan.from = from;
  scan.inString = -1;
  scan.open = 0;
  scan.members = 0;
  scan.values = 1;
  if (scan.odd.length > 0) scan.odd = [];
}

export function newScan(): Scan {
  return { at: 0, from: 0, inString: -1, open: 0, starts: [], members: 0, values: 1, odd: [] };
}

/** The window's first `shift` bytes went away. */
export function shiftScan(scan: Scan, shift: number): void {
  scan.at -= shift;
  scan.from -= shift;
  if (scan.inString >= 0) scan.inString -= shift;
  for (let index = 0; index < scan.open; index++) scan.starts[index] = (scan.starts[index] ?? 0) - shift;
  for (let index = 0; index < scan.odd.length; index++) scan.odd[index] = (scan.odd[index] ?? 0) - shift;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Goes on until the value's end, which `at` then lies just after.
 * @param last the window ends where the document ends
 * @param depth containers that the value may nest
 */
export function scanValue(
  scan: Scan,
  bytes: Buffer,
  end: number,
  last: boolean,
  depth: number,
  limits: Limits,
): Found {
  if (scan.inString >= 0) {
    const found = skipString(scan, bytes, end, limits.stringBytes);
    if (found || scan.open === 0) return found ?? 'whole';
  } else if (scan.open === 0 && KIND[bytes[scan.from] ?? 0] !== STRUCTURE) {
    return scanWord(scan, bytes, end, last);
  }
  let at = scan.at;
  let { open, members, values } = scan;
  const { starts } = scan;
  let found: Found = 'unfinished';
  while (at < end) {
    const byte = bytes[at] ?? 0;
    const kind = KIND[byte];
    if (kind === STRUCTURE) {
      if (byte === QUOTE) {
        // Short strings are by far the most; they end within this loop.
        const near = Math.min(at + NEAR, end);
        let next = at + 1;
        while (next < near && bytes[next] !== QUOTE && bytes[next] !== BACKSLASH) next += 1;
        if (next < near && bytes[next] === QUOTE) {
          at = next + 1;
        } else {
          scan.inString = at + 1;
          scan.at = next;
          const stopped = skipString(scan, bytes, end, limits.stringBytes);
          at = scan.at;
          if (stopped) {
            found = stopped;
            break;
          }
        }
        if (open > 0) continue;
        found = 'whole';
        break;
      }
      if (open === 0 && byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) {
        found = 'whole'; // of nothing: no value starts like this, and parsing says so
        break;
      }
      if (byte === COLON) {
        members += 1;
      } else if (byte === COMMA) {
        values += 1;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (open >= depth) {
          found = 'too-deep';
          break;
        }
        starts[open] = at;
        open += 1;
        values += 1;
      } else {
        open -= 1;
        if (open === 0) {
          at += 1;
          found = 'whole';
          break;
        }
      }
      if (values > limits.tokens) {
        found = 'many-values';
        break;
      }
      at += 1;
    } else if (kind === NUMBER_PART) {
      let next = at + 1;
      let marks = 0;
      for (; next < end; next++) {
        const part = bytes[next] ?? 0;
        if (KIND[part] === NUMBER_PART) continue;
        if (part === 0x2e) marks |= FRACTION;
        else if (part === 0x65 || part === 0x45) marks |= EXPONENT;
        else if (part !== 0x2b) break;
      }
      if (next - at > MAX_NUMBER) {
        found = 'long-number';
        break;
      }
      if (next === end && !last) break; // the number may go on
      if (marks >= EXPONENT || next - at >= EXACT_DIGITS) noteOdd(scan, at, next, marks);
      at = next;
    } else {
      at += 1;
    }
  }
  scan.at = at;
  scan.open = open;
  scan.members = members;
  scan.values = values;
  return found;
}

/** Moves `at` behind the closing quote; says what stands in the way, undefined where nothing does. */
function skipString(scan: Scan, bytes: Buffer, end: number, limit: number): Found | undefined {
  let at = scan.at; // never inside an escape
  for (;;) {
    const near = Math.min(at + NEAR, end);
    while (at < near && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    if (at >= near) {
      if (at >= end) {
        // A backslash that is the last byte has its second half still to come.
        scan.at = at > end ? end - 1 : end;
        return end - scan.inString > limit ? 'long-string' : 'unfinished';
      }
      const quote = bytes.indexOf(QUOTE, at);
      const stop = quote < 0 || quote >= end ? end : quote;
      let slashes = 0;
      while (stop - slashes > at && bytes[stop - 1 - slashes] === BACKSLASH) slashes += 1;
      if (stop === end) {
        scan.at = end - (slashes % 2);
        return end - scan.inString > limit ? 'long-string' : 'unfinished';
      }
      at = stop;
      if (slashes % 2 === 1) {
        at += 1;
        continue;
      }
    }
    if (at - scan.inString > limit) return 'long-string';
    scan.at = at + 1;
    scan.inString = -1;
    return undefined;
  }
}

function noteOdd(scan: Scan, from: number, to: number, marks: number): void {
  const sound = marks === 0 ? EXACT_DIGITS : marks === FRACTION ? FINITE_DIGITS : 0;
  if (to - from >= sound) scan.odd.push(from, to);
}

/** A number, or a word such as `true`, or whatever stands in its place. */
function scanWord(scan: Scan, bytes: Buffer, end: number, last: boolean): Found {
  let at = scan.from;
  let marks = 0;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (KIND[byte] === STRUCTURE || KIND[byte] === SPACE) break;
    if (byte === 0x2e) marks |= FRACTION;
    if (byte === 0x65 || byte === 0x45) marks |= EXPONENT;
  }
  if (at - scan.from > MAX_NUMBER) return 'long-number';
  if (at === end && !last) return 'unfinished';
  if (KIND[bytes[scan.from] ?? 0] === NUMBER_PART) noteOdd(scan, scan.from, at, marks);
  scan.at = at;
  return 'whole';
}
