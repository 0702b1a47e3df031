import type { Scan } from './json-scan.ts';
import { parsedText } from './json-value.ts';

// Elements of one array that all mean the same to the patterns are found one by one but parsed together: one
// call of JSON.parse for many small elements costs far less than one call for each.

/** Elements, whole in the window, one after the other. Positions are indices in the window. */
export interface Run {
  /** Where each element starts; only the first `count`. */
  starts: number[];
  /** Where each ends; only the first `count`. */
  ends: number[];
  count: number;
  /** Of all of them, as in Scan. */
  members: number;
  odd: number[];
}

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;

export function newRun(): Run {
  return { starts: [], ends: [], count: 0, members: 0, odd: [] };
}

export function beginRun(run: Run): void {
  run.count = 0;
  run.members = 0;
  if (run.odd.length > 0) run.odd = [];
}

/** Takes in an element that was scanned whole. */
export function addToRun(run: Run, scan: Scan): void {
  run.starts[run.count] = scan.from;
  run.ends[run.count] = scan.at;
  run.count += 1;
  run.members += scan.members;
  for (const position of scan.odd) run.odd.push(position);
}

let room = Buffer.alloc(0);

/**
 * The values of a run, by the rules of scannedValue.
 * @param separate there are no commas between the elements but white space
 * @returns undefined where one of them may be refused or needs repair: look at each by itself
 */
export function runValues(bytes: Buffer, run: Run, separate: boolean): readonly unknown[] | undefined {
  const from = run.starts[0] ?? 0;
  const to = run.ends[run.count - 1] ?? from;
  const length = to - from + 2;
  if (room.length < length) room = Buffer.allocUnsafeSlow(2 * length);
  room[0] = OPEN;
  bytes.copy(room, 1, from, to);
  room[length - 1] = CLOSE;
  if (separate) {
    for (let index = 0; index < run.count - 1; index++) room[(run.ends[index] ?? 0) - from + 1] = COMMA;
  }
  for (let index = 0; index < run.odd.length; index++) run.odd[index] = (run.odd[index] ?? 0) - from + 1;
  const read = parsedText(room, 0, length, run.odd, run.members);
  if (!read || read.doubtful || !Array.isArray(read.value) || read.value.length !== run.count)
    return undefined;
  return read.value;
}
