/** What could be read of a text that may be cut anywhere. */
export interface Prefix {
  /** The value, as far as it goes; undefined where nothing of it could be read. */
  value: unknown;
  /** Where it ended, in characters; undefined where the text ended or broke before the value did. */
  end: number | undefined;
}

const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * The JSON value that a text begins with. Containers that are cut off keep what they had; members and
 * elements whose value is cut off are left out. Where the text breaks JSON's rules, what stood before is
 * kept, if it was anything. Never throws.
 */
export function parseJsonPrefix(text: string): unknown {
  return jsonPrefix(text, 0).value;
}

type Container = unknown[] | Record<string, unknown>;

/** As parseJsonPrefix, from a position, saying where the value ended. */
export function jsonPrefix(text: string, from: number): Prefix {
  let at = skipSpace(text, from);
  const open: Container[] = [];
  let root: unknown;
  let grown = false; // anything complete was read
  const cut = (): Prefix => ({ value: grown || at >= text.length ? root : undefined, end: undefined });

  for (;;) {
    // A value starts here, or the container on top ends.
    const top = open.at(-1);
    let key: string | undefined;
    if (top && !Array.isArray(top) && text[at] !== '}') {
      const name = scalar(text, at);
      if (!name || typeof name.value !== 'string') return cut();
      key = name.value;
      at = skipSpace(text, name.end);
      if (text[at] !== ':') return cut();
      at = skipSpace(text, at + 1);
    }
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      if (open.length >= MAX_DEPTH) return cut();
      const made: Container = sign === '{' ? {} : [];
      if (top) add(top, key, made);
      else root = made;
      open.push(made);
      at = skipSpace(text, at + 1);
      if (at < text.length && text[at] !== (sign === '{' ? '}' : ']')) continue;
      if (at >= text.length) return cut();
    } else if (!(top && key === undefined && sign === closer(top))) {
      const read = scalar(text, at);
      if (!read || (top && typeof read.value === 'number' && numberMayGoOn(text, read.end))) return cut();
      grown = true;
      if (top) add(top, key, read.value);
      else root = read.value;
      at = skipSpace(text, read.end);
    }
    // After a value: commas and closings.
    for (;;) {
      const holder = open.at(-1);
      if (!holder) return { value: root, end: at };
      if (text[at] === closer(holder)) {
        open.pop();
        grown = true;
        at = skipSpace(text, at + 1);
        continue;
      }
      if (text[at] !== ',') return cut();
      at = skipSpace(text, at + 1);
      if (at >= text.length || text[at] === closer(holder)) return cut();
      break;
    }
  }
}

/** Whether a number that ends here could be longer if the text were: `5` of `5e-3`. */
function numberMayGoOn(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) if (!'0123456789.eE+-'.includes(text[at] ?? '')) return false;
  return true;
}

function closer(container: Container): string {
  return Array.isArray(container) ? ']' : '}';
}

function add(container: Container, key: string | undefined, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  else if (key !== undefined) setOwn(container, key, value);
}

/** Sets an own member, also where the name is `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}

function scalar(text: string, at: number): { value: unknown; end: number } | undefined {
  for (const [word, value] of WORDS) if (text.startsWith(word, at)) return { value, end: at + word.length };
  if (text[at] === '"') return quoted(text, at);
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text)?.[0];
  return match ? { value: Number(match), end: at + match.length } : undefined;
}

function quoted(text: string, at: number): { value: unknown; end: number } | undefined {
  for (let quote = text.indexOf('"', at + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 1) continue;
    try {
      return { value: JSON.parse(text.slice(at, quote + 1)), end: quote + 1 };
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}
