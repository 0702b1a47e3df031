import { escapeStep } from './json-patterns.ts';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isSpace,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from './json-scan.ts';

/** Why bytes are no sound JSON value. */
export interface Fault {
  /** The text ends before the value does. */
  cut: boolean;
  /** Index of the byte at which it shows. */
  at: number;
  /** JSON Pointer below the value. */
  pointer: string;
  why: string;
}

interface Holder {
  array: boolean;
  count: number;
  name: string;
  names: Set<string>;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const CUT_NUMBER = /^-?(?:(?:0|[1-9]\d*)?|(?:0|[1-9]\d*)\.\d*|(?:0|[1-9]\d*)(?:\.\d+)?[eE][+-]?\d*)$/;
const WORDS = ['true', 'false', 'null'];

/**
 * The first fault of a JSON value, found slowly and exactly: for values that were refused already.
 * @param to where the value is supposed to end
 * @param last the document ends at `to`
 */
export function findFault(bytes: Buffer, from: number, to: number, last: boolean): Fault | undefined {
  const holders: Holder[] = [];
  let at = from;
  const fault = (why: string, where = at): Fault => ({
    cut: last && where >= to,
    at: where,
    pointer: pointerOf(holders),
    why: last && where >= to ? 'The JSON ends in the middle.' : why,
  });
  const space = () => {
    while (at < to && isSpace(bytes[at])) at += 1;
  };

  let expect: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'after' = 'value';
  for (;;) {
    space();
    const byte = at < to ? bytes[at] : undefined;
    const holder = holders.at(-1);
    if (expect === 'after') {
      if (!holder) return at < to ? fault('There is text after the value.') : undefined;
      if (byte === COMMA) {
        at += 1;
        expect = holder.array ? 'value' : 'name';
        continue;
      }
      if (byte !== closer(holder)) return fault(`Expected a comma or ${holder.array ? ']' : '}'}.`);
      at += 1;
      holders.pop();
      continue;
    }
    if (holder && byte === closer(holder) && expect.endsWith('-or-end')) {
      at += 1;
      holders.pop();
      expect = 'after';
      continue;
    }
    if (holder && !holder.array && expect !== 'value') {
      if (byte !== QUOTE) return fault('Expected a name in quotes.');
      const end = stringEnd(bytes, at, to);
      if (end < 0) return fault('The name has no closing quote.', to);
      const name = text(bytes, at, end);
      if (name === undefined) return fault('The name holds a control character or a wrong escape.');
      holder.name = name;
      if (holder.names.has(name)) return fault('The name occurs twice in one object.');
      holder.names.add(name);
      at = end;
      space();
      if (at >= to || bytes[at] !== COLON) return fault('Expected a colon after the name.');
      at += 1;
      expect = 'value';
      continue;
    }
    if (holder?.array) holder.count += 1;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      holders.push({ array: byte === OPEN_ARRAY, count: -1, name: '', names: new Set() });
      expect = byte === OPEN_ARRAY ? 'value-or-end' : 'name-or-end';
      at += 1;
      continue;
    }
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at, to);
      if (end < 0) return fault('The string has no closing quote.', to);
      if (text(bytes, at, end) === undefined)
        return fault('The string holds a control character or a wrong escape.');
      at = end;
    } else {
      const start = at;
      while (at < to && !isSpace(bytes[at]) && !',:[]{}"'.includes(String.fromCharCode(bytes[at] ?? 0)))
        at += 1;
      const word = bytes.toString('utf8', start, at);
      const cut =
        at === to &&
        (CUT_NUMBER.test(word) || WORDS.some((known) => known !== word && known.startsWith(word)));
      if (!WORDS.includes(word) && !NUMBER.test(word)) {
        return fault(word === '' ? 'Expected a value.' : 'This is no JSON value.', cut ? to : start);
      }
      if (/[.eE]/.test(word) && NUMBER.test(word) && !Number.isFinite(Number(word))) {
        return fault('The number is too large to be held.', start);
      }
    }
    expect = 'after';
  }
}

function closer(holder: Holder): number {
  return holder.array ? CLOSE_ARRAY : CLOSE_OBJECT;
}

function pointerOf(holders: readonly Holder[]): string {
  let pointer = '';
  for (const { array, count, name, names } of holders) {
    if (array ? count >= 0 : names.size > 0 || name !== '') {
      pointer += `/${array ? count : escapeStep(name)}`;
    }
  }
  return pointer;
}

function stringEnd(bytes: Buffer, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === 0x5c) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return -1;
}

function text(bytes: Buffer, from: number, to: number): string | undefined {
  const raw = bytes.toString('utf8', from, to);
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
