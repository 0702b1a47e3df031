import type { Refusal } from '../records/refusal.ts';
import type { Limits } from './document.ts';
import { findFault } from './json-fault.ts';
import {
  alikeForElements,
  escapeStep,
  NOTHING,
  type Steps,
  type Verdict,
  verdictOf,
  verdictOfRoot,
} from './json-patterns.ts';
import { jsonRefusals } from './json-refusals.ts';
import { addToRun, beginRun, newRun, runValues } from './json-run.ts';
import {
  beginScan,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isSpace,
  newScan,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  scanValue,
  shiftScan,
} from './json-scan.ts';
import { scannedValue } from './json-value.ts';

/** A value that one of the patterns matched. */
export interface JsonMatch {
  /** The pattern, as given. */
  pattern: string;
  /** RFC 6901, e.g. `/runs/0/results/12`. */
  pointer: string;
  value: unknown;
  /** Where the value starts, in bytes of the decoded text. */
  byte: number;
}

export interface Walk {
  /** Takes the next bytes. @throws Refusal */
  feed(chunk: Uint8Array): void;
  /** Says that there are no more. @throws Refusal */
  finish(): void;
  /** The matches since the last call. */
  take(): JsonMatch[];
}

/** A container that is gone into rather than held. */
interface Holder {
  array: boolean;
  /** Element or member number; -1 before the first. */
  count: number;
  /** Of the member that is being read. */
  name: string;
  names: Set<string> | undefined;
  pointer: string;
  live: readonly number[];
  /** What the patterns say of each element, where they say the same of all. */
  alike: Verdict | undefined;
}

type Expect = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'after';

/** Names of a container that is gone into are remembered, to find one that occurs twice. */
const MAX_NAMES = 1_000_000;
/** Elements are parsed together up to about this many bytes: more saves nothing, and a fault costs more. */
const RUN_BYTES = 64 * 1024;

/**
 * Walks JSON as its bytes arrive. Containers on the way to a match are gone into member by member. A value
 * that matched is held whole, parsed and kept. What no pattern asks for is parsed as well, and dropped, so
 * that it is known to be sound; where it is larger than the window it is gone into instead.
 * @param sequence values stand one after the other (NDJSON): the elements of a root array
 */
export function walkJson(
  file: string,
  patterns: readonly string[],
  steps: Steps,
  sequence: boolean,
  limits: Limits,
): Walk {
  let window: Buffer = Buffer.alloc(0);
  let own = false; // the window is not memory of a chunk
  let end = 0; // bytes of the window that are filled
  let at = 0;
  let base = 0; // of the window's first byte in the document
  let last = false;
  let started = false;
  let expect: Expect = 'value';
  let scanning: 'value' | 'name' | undefined;
  let verdict: Verdict = NOTHING;
  let matches: JsonMatch[] = [];
  const scan = newScan();
  const run = newRun();
  let singly = 0; // up to here in the document each value is parsed by itself
  const holders: Holder[] = [];
  /** Containers that are known to go on behind the window, by where they start in the document. */
  let unfinished = new Set<number>();
  const outer = sequence ? 1 : 0;
  const refuse = jsonRefusals(limits, (where) => ({ file, byte: base + where, field: pointerNow() }));
  if (sequence) holders.push(newHolder(true, '', verdictOfRoot(steps).deeper));

  function newHolder(array: boolean, pointer: string, live: readonly number[]): Holder {
    const alike =
      array && alikeForElements(steps, live, holders.length)
        ? verdictOf(steps, live, holders.length, '')
        : undefined;
    return { array, count: -1, name: '', names: array ? undefined : new Set(), pointer, live, alike };
  }

  function feed(chunk: Uint8Array): void {
    makeRoom(chunk);
    while (advance()) {
      // each step moves on
    }
  }

  /** Puts a chunk behind what is still needed of the window. */
  function makeRoom(chunk: Uint8Array): void {
    const keep = scanning ? scan.from : at;
    const left = end - keep;
    if (left === 0) {
      // The chunk itself becomes the window, without a copy.
      base += end;
      window = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      own = false;
      at = 0;
      end = chunk.length;
      return;
    }
    if (!own || end + chunk.length > window.length) {
      // Twice the room that is needed, so that a long value is copied a few times, not with every chunk.
      const need = left + chunk.length;
      const target = own && keep >= left && need <= window.length ? window : Buffer.allocUnsafe(2 * need);
      window.copy(target, 0, keep, end);
      window = target;
      own = true;
      base += keep;
      at -= keep;
      end = left;
      if (scanning) shiftScan(scan, keep);
    }
    window.set(chunk, end);
    end += chunk.length;
  }

  function finish(): void {
    last = true;
    while (advance()) {
      // what the end of the text completes: a number or a word
    }
    if (!started) throw refuse.refusal('empty', 'There is no JSON in the file.', at);
    const atRest = holders.length === outer && expect === 'after' && !scanning;
    if (!atRest) throw cutOff(scanning ? scan.from : at);
  }

  function take(): JsonMatch[] {
    const taken = matches;
    matches = [];
    return taken;
  }

  /** One step; false where more bytes are needed. */
  function advance(): boolean {
    if (scanning) return goOn();
    while (at < end && isSpace(window[at])) at += 1;
    if (at >= end) return false;
    const byte = window[at] ?? 0;
    const holder = holders.at(-1);
    switch (expect) {
      case 'after':
        return afterValue(byte, holder);
      case 'colon':
        if (byte !== COLON) throw refuse.malformed('Expected a colon after the name.', at);
        at += 1;
        expect = 'value';
        return true;
      case 'name':
      case 'name-or-end':
        if (byte === CLOSE_OBJECT && expect === 'name-or-end') return close();
        if (byte !== QUOTE) throw refuse.malformed('Expected a name in quotes.', at);
        scanning = 'name';
        beginScan(scan, at);
        return goOn();
      case 'value-or-end':
        if (byte === CLOSE_ARRAY) return close();
        return startValue(byte, holder);
      case 'value':
        return startValue(byte, holder);
    }
  }

  function afterValue(byte: number, holder: Holder | undefined): boolean {
    if (!holder) throw refuse.trailing(at);
    if (sequence && holders.length === 1) {
      expect = 'value';
      return true;
    }
    if (byte === COMMA) {
      at += 1;
      expect = holder.array ? 'value' : 'name';
      return true;
    }
    if (byte === (holder.array ? CLOSE_ARRAY : CLOSE_OBJECT)) return close();
    throw refuse.malformed(`Expected a comma or ${holder.array ? ']' : '}'}.`, at);
  }

  function close(): boolean {
    at += 1;
    holders.pop();
    expect = 'after';
    return true;
  }

  function startValue(byte: number, holder: Holder | undefined): boolean {
    const container = byte === OPEN_OBJECT || byte === OPEN_ARRAY;
    verdict = verdictFor(holder);
    if (container && verdict.deeper.length > 0) {
      let next = at + 1;
      while (next < end && isSpace(window[next])) next += 1;
      if (next >= end && !last) return false;
      const empty = window[next] === (byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY) && next < end;
      if (!empty || verdict.ends < 0) return goInto(byte, holder, verdict.deeper);
    }
    if (container && verdict.ends < 0 && unfinished.has(base + at))
      return goInto(byte, holder, NOTHING.deeper);
    started = true;
    if (holder?.array) holder.count += 1;
    scanning = 'value';
    beginScan(scan, at);
    return goOn();
  }

  function verdictFor(holder: Holder | undefined): Verdict {
    if (!holder) return verdictOfRoot(steps);
    if (holder.alike) return holder.alike;
    const step = holder.array ? String(holder.count + 1) : holder.name;
    return verdictOf(steps, holder.live, holders.length - 1, step);
  }

  function goInto(byte: number, holder: Holder | undefined, live: readonly number[]): boolean {
    if (holders.length - outer >= limits.depth) throw refuse.tooDeep(at);
    started = true;
    if (holder?.array) holder.count += 1;
    holders.push(newHolder(byte === OPEN_ARRAY, pointerNow(), live));
    expect = byte === OPEN_ARRAY ? 'value-or-end' : 'name-or-end';
    at += 1;
    return true;
  }

  /** Goes on with the value or name that is being looked over. */
  function goOn(): boolean {
    const depth = limits.depth - (holders.length - outer);
    const found = scanValue(scan, window, end, last, depth, limits);
    if (found === 'unfinished') return stopped();
    if (found !== 'whole') throw refuse.overLimit(found, scan);
    if (verdict.ends >= 0 && scan.at - scan.from > limits.wholeBytes) throw refuse.tooLong(scan.from);
    const holder = holders.at(-1);
    if (scanning === 'name') readName();
    else if (holder?.alike && mayRun()) readRun(holder, depth);
    else readValue();
    at = scan.at;
    scanning = undefined;
    return true;
  }

  /** Whether more elements may go with the one that was just scanned. */
  function mayRun(): boolean {
    const small = scan.at - scan.from < RUN_BYTES / 4; // a large one gains nothing
    return small && verdict.deeper.length === 0 && base + scan.from >= singly;
  }

  /** Reads the element that was just scanned, together with those that follow it whole in the window. */
  function readRun(holder: Holder, depth: number): void {
    const spaced = sequence && holders.length === 1;
    const first = scan.from;
    let stop = scan.at;
    beginRun(run);
    addToRun(run, scan);
    while (stop - first < RUN_BYTES) {
      const next = nextInRun(stop, spaced);
      if (next < 0) break;
      beginScan(scan, next);
      // What is not whole or over a limit is left to be met anew, by itself.
      if (scanValue(scan, window, end, last, depth, limits) !== 'whole') break;
      if (scan.at - next > limits.wholeBytes) break;
      addToRun(run, scan);
      stop = scan.at;
    }
    if (run.count > 1) {
      const values = runValues(window, run, spaced);
      if (values) {
        takeRun(holder, values);
        scan.at = stop;
        return;
      }
      singly = base + stop;
    }
    beginScan(scan, first);
    scanValue(scan, window, end, last, depth, limits);
    readValue();
  }

  /** Where the element behind `from` starts, if it can be parsed together with the one before; else -1. */
  function nextInRun(from: number, spaced: boolean): number {
    let next = from;
    while (next < end && isSpace(window[next])) next += 1;
    if (spaced) return next < end && next > from ? next : -1;
    if (next >= end || window[next] !== COMMA) return -1;
    next += 1;
    while (next < end && isSpace(window[next])) next += 1;
    return next < end ? next : -1;
  }

  function takeRun(holder: Holder, values: readonly unknown[]): void {
    expect = 'after';
    const pattern = patterns[verdict.ends];
    if (pattern !== undefined) {
      for (let index = 0; index < values.length; index++) {
        const pointer = `${holder.pointer}/${holder.count + index}`;
        matches.push({ pattern, pointer, value: values[index], byte: base + (run.starts[index] ?? 0) });
      }
    }
    holder.count += values.length - 1; // the first is counted
  }

  function stopped(): boolean {
    const byte = window[scan.from];
    if (scanning === 'value' && verdict.ends < 0 && (byte === OPEN_OBJECT || byte === OPEN_ARRAY)) {
      if (last) throw cutOff(scan.from);
      // Nobody wants it, so it need not be held: go into it, and remember what else goes on behind the window.
      unfinished = new Set(scan.starts.slice(0, scan.open).map((start) => base + start));
      scanning = undefined;
      at = scan.from;
      const holder = holders.at(-1);
      if (holder?.array) holder.count -= 1;
      return goInto(byte, holder, NOTHING.deeper);
    }
    if (end - scan.from > limits.wholeBytes) throw refuse.tooLong(scan.from);
    return false;
  }

  function readName(): void {
    const read = scannedValue(window, scan);
    const holder = holders.at(-1);
    if (!read || typeof read.value !== 'string' || !holder?.names) {
      throw refuse.malformed('The name holds a control character or a wrong escape.', scan.from);
    }
    holder.name = read.value;
    holder.count += 1;
    if (holder.names.has(read.value))
      throw refuse.malformed('The name occurs twice in one object.', scan.from);
    if (holder.names.size >= MAX_NAMES) {
      throw refuse.refusal('too-large', `An object has more than ${MAX_NAMES} members.`, scan.from);
    }
    holder.names.add(read.value);
    expect = 'colon';
  }

  function readValue(): void {
    const read = scannedValue(window, scan);
    if (!read) throw unsound();
    expect = 'after';
    if (verdict.ends < 0) return;
    const pattern = patterns[verdict.ends] ?? '';
    matches.push({ pattern, pointer: pointerNow(), value: read.value, byte: base + scan.from });
  }

  function pointerNow(): string {
    const holder = holders.at(-1);
    if (!holder || holder.count < 0) return holder?.pointer ?? '';
    return `${holder.pointer}/${holder.array ? holder.count : escapeStep(holder.name)}`;
  }

  /** The refusal for a value that its end was found of, but that is not sound. */
  function unsound(): Refusal {
    const fault = findFault(window, scan.from, scan.at, last && scan.at === end);
    if (fault) return refuse.fault(fault);
    // Sound by JSON's rules, so it was changed in the making: two names became one.
    return refuse.malformed(
      'Two names in one object differ only in characters that are no Unicode.',
      scan.from,
    );
  }

  /** The refusal where the text ends inside a value; the value may have been broken before. */
  function cutOff(from: number): Refusal {
    const fault = scanning === 'value' ? findFault(window, from, end, true) : undefined;
    return refuse.fault(fault ?? { cut: true, at: end, pointer: '', why: 'The JSON ends in the middle.' });
  }

  return { feed, finish, take };
}
