import { setOwn } from './json-prefix.ts';
import type { Scan } from './json-scan.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^-?\d+$/;
/** Escapes that can make text which is not Unicode, or which no database holds. */
const DOUBTFUL = /\\u(?:[dD][89a-fA-F]|0000)/;

/**
 * The value of bytes that were scanned whole. Beside JSON.parse:
 * - a name that occurs twice in one object is refused (JSON.parse keeps the last in silence);
 * - a number with a fraction or exponent that would become infinite is refused;
 * - a whole number that a double cannot write back as it stands, such as 9007199254740993, stays as text;
 * - lone surrogates and NUL, which only escapes can bring in, become U+FFFD;
 * - `__proto__` is an own member like any other.
 * @returns undefined where the value is refused: findFault says why
 */
export function scannedValue(bytes: Buffer, scan: Scan): { value: unknown } | undefined {
  const read = parsedText(bytes, scan.from, scan.at, scan.odd, scan.members);
  if (!read?.doubtful) return read;
  const members = { count: 0 };
  const value = repaired(read.value, members);
  return members.count === scan.members ? { value } : undefined;
}

/**
 * The value of the bytes from `from` up to before `to`, before repairs.
 * @param odd starts and ends, in turn, of the numbers that need a look
 * @param members as many as the bytes have
 * @returns undefined where it is refused; `doubtful` where it may hold text that is no Unicode
 */
export function parsedText(
  bytes: Buffer,
  from: number,
  to: number,
  odd: readonly number[],
  members: number,
): { value: unknown; doubtful: boolean } | undefined {
  const text = odd.length === 0 ? bytes.toString('utf8', from, to) : withOddNumbers(bytes, from, to, odd);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (members > 0 && countMembers(value) !== members) return undefined;
  return { value, doubtful: text.includes('\\u') && DOUBTFUL.test(text) };
}

/** The text with whole numbers in quotes where they would be rounded; undefined where one is no number. */
function withOddNumbers(
  bytes: Buffer,
  start: number,
  stop: number,
  odd: readonly number[],
): string | undefined {
  let text = '';
  let from = start;
  for (let index = 0; index < odd.length; index += 2) {
    const first = odd[index] ?? 0;
    const end = odd[index + 1] ?? 0;
    const digits = bytes.toString('latin1', first, end);
    const number = Number(digits);
    if (!NUMBER.test(digits)) return undefined;
    if (!WHOLE.test(digits)) {
      if (!Number.isFinite(number)) return undefined;
      continue;
    }
    if (String(number) === digits) continue;
    text += `${bytes.toString('utf8', from, first)}"${digits}"`;
    from = end;
  }
  return text + bytes.toString('utf8', from, stop);
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const element: unknown = value[index];
      if (typeof element === 'object') count += countMembers(element);
    }
    return count;
  }
  const members = value as Record<string, unknown>; // made by JSON.parse: all that it has is its own
  for (const name in members) {
    count += 1;
    const inner = members[name];
    if (typeof inner === 'object') count += countMembers(inner);
  }
  return count;
}

/** The same value with sound text; counts the members that remain. */
function repaired(value: unknown, members: { count: number }): unknown {
  if (typeof value === 'string') return soundText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => repaired(element, members));
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) setOwn(made, soundText(name), repaired(inner, members));
  members.count += Object.keys(made).length;
  return made;
}

const UNSOUND = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with lone surrogates and NUL replaced by U+FFFD. */
export function soundText(text: string): string {
  return text.replace(UNSOUND, '\ufffd').replaceAll('\0', '\ufffd');
}
