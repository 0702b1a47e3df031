import { Refusal } from '../records/refusal.ts';
import type { Limits } from './document.ts';
import type { Fault } from './json-fault.ts';
import type { Found, Scan } from './json-scan.ts';

/** What reading JSON refuses, in words; positions are indices in the reader's window. */
export interface JsonRefusals {
  refusal(
    code: 'empty' | 'malformed' | 'truncated' | 'too-large',
    why: string,
    where: number,
    next?: string,
  ): Refusal;
  malformed(why: string, where: number): Refusal;
  /** There is more behind the value. */
  trailing(where: number): Refusal;
  tooDeep(where: number): Refusal;
  /** A value that has to be held is over `wholeBytes`. */
  tooLong(from: number): Refusal;
  /** What stopped the scan of a value. */
  overLimit(found: Exclude<Found, 'whole' | 'unfinished'>, scan: Scan): Refusal;
  fault(fault: Fault): Refusal;
}

const AS_WRITTEN = 'Hand in the report as the tool wrote it.';

/** @param placeOf where an index of the window is in the document */
export function jsonRefusals(
  limits: Limits,
  placeOf: (where: number) => { file: string; byte: number; field: string },
): JsonRefusals {
  const refusal: JsonRefusals['refusal'] = (code, why, where, next = '') =>
    new Refusal(code, why, placeOf(where), next);
  const tooDeep = (where: number) =>
    refusal('too-large', `The JSON is nested more than ${limits.depth} deep.`, where);
  return {
    refusal,
    malformed: (why, where) => refusal('malformed', why, where, AS_WRITTEN),
    trailing(where) {
      const next =
        'If it holds one JSON value a line, name it .ndjson; else hand it in as the tool wrote it.';
      return refusal('malformed', 'There is text after the end of the JSON value.', where, next);
    },
    tooDeep,
    tooLong(from) {
      const why = `One value has more than ${limits.wholeBytes} bytes, the limit on what is held whole.`;
      return refusal('too-large', why, from, 'Split the export, or raise the limit wholeBytes.');
    },
    overLimit(found, scan) {
      if (found === 'too-deep') return tooDeep(scan.at);
      if (found === 'long-string') {
        const why = `A string has more than ${limits.stringBytes} bytes.`;
        return refusal('too-large', why, scan.from, 'Raise the limit stringBytes if the file is sound.');
      }
      if (found === 'long-number')
        return refusal('too-large', 'A number has more than 20,000 digits.', scan.at);
      const why = `One value holds more than ${limits.tokens} values.`;
      return refusal('too-large', why, scan.from, 'Split the export, or raise the limit tokens.');
    },
    fault({ cut, at, pointer, why }) {
      const place = placeOf(at);
      const within = { ...place, field: place.field + pointer };
      return cut
        ? new Refusal('truncated', why, within, 'Export or copy it again.')
        : new Refusal('malformed', why, within, AS_WRITTEN);
    },
  };
}
