import { isNode, isScalar, LineCounter, parseAllDocuments, visit, type Document as YamlDocument } from 'yaml';
import { Refusal } from '../records/refusal.ts';
import type { Document, Limits } from './document.ts';
import { soundText } from './json-value.ts';
import { readText } from './text.ts';

export interface YamlValue {
  value: unknown;
  /** The line (from 1, in the file) on which the node at a path starts. */
  line: (path: readonly (string | number)[]) => number | undefined;
}

/** YAML is for people, and costs a hundred times its size to read. */
const MAX_BYTES = 8 * 1024 * 1024;
/** How often anchors may be repeated, nested ones multiplied. */
const MAX_ALIASES = 1000;

export const YAML_OPTIONS = {
  version: '1.2',
  merge: true,
  uniqueKeys: true,
  resolveKnownTags: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

/**
 * All documents of a YAML 1.2 file (core schema, with merge keys `<<`). Tags are never acted on: a tagged node
 * counts as its plain value, so `!Ref Name` is `Name`. Whole numbers with leading zeros or beyond 2^53 stay
 * text, as they are written; text that is no Unicode is made so.
 * @throws Refusal `malformed` with the line, `too-large` (over 8 MiB, `depth`, or anchors that multiply)
 */
export async function readYaml(document: Document): Promise<YamlValue[]> {
  const { path: file } = document;
  const limits = { ...document.limits, wholeBytes: Math.min(document.limits.wholeBytes, MAX_BYTES) };
  const text = await readText({ ...document, limits });
  if (nestsTooDeep(text)) throw tooDeep(file, limits);
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, { ...YAML_OPTIONS, lineCounter: lines });
    return parsed.map((one) => valueIn(one, file, limits, lines));
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file, limits); // the parser's own calls nest too deep
    if (error instanceof ReferenceError) throw aliasRefusal(error, file);
    if (error instanceof Error && /^Merge sources/.test(error.message)) {
      const why = 'The YAML is malformed: what `<<` names is no map.';
      throw new Refusal('malformed', why, { file }, 'Correct the merge key.');
    }
    throw error;
  }
}

function valueIn(one: YamlDocument.Parsed, file: string, limits: Limits, lines: LineCounter): YamlValue {
  const error = one.errors[0];
  if (error) {
    const place = { file, line: lines.linePos(error.pos[0]).line };
    throw new Refusal('malformed', `The YAML is malformed: ${error.message}`, place, 'Correct this line.');
  }
  makeSound(one);
  const value: unknown = one.toJS({ maxAliasCount: MAX_ALIASES });
  if (deeperThan(value, limits.depth)) throw tooDeep(file, limits);
  const line = (path: readonly (string | number)[]) => {
    const node: unknown = path.length === 0 ? one.contents : one.getIn(path, true);
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
  };
  return { value, line };
}

/** Puts scalars right that the core schema would change in silence. */
export function makeSound(one: YamlDocument.Parsed): void {
  visit(one, {
    Scalar(_, node) {
      if (!isScalar(node)) return;
      if (typeof node.value === 'string') node.value = soundText(node.value);
      else if (typeof node.value === 'number' && node.source !== undefined) {
        const changed = /^[-+]?\d+$/.test(node.source)
          ? /^[-+]?0\d/.test(node.source) || !Number.isSafeInteger(node.value)
          : !Number.isFinite(node.value);
        if (changed) node.value = node.source;
      }
    },
  });
}

/** Levels at which the parser is still far from the end of its stack. */
const DEEPEST = 2_000;

/**
 * Whether text nests so deep that the parser, which calls itself for each level, could end the process: brackets
 * that stay open, and `- - -`, counted without regard to quotes.
 */
export function nestsTooDeep(text: string): boolean {
  let [open, dashes] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const one = text[at];
    if (one === '[' || one === '{') open += 1;
    else if ((one === ']' || one === '}') && open > 0) open -= 1;
    if ((one === '-' || one === '?') && (text[at + 1] === ' ' || text[at + 1] === '\t')) dashes += 1;
    else if (one !== ' ' && one !== '\t') dashes = 0;
    if (open > DEEPEST || dashes > DEEPEST) return true;
  }
  return false;
}

/** Whether a value nests containers deeper than a limit; one that is shared is looked at once for each depth. */
function deeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const next = new Set<unknown>();
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      if (depth >= limit) return true;
      for (const inner of Object.values(one)) if (typeof inner === 'object') next.add(inner);
    }
    level = [...next];
  }
  return false;
}

/** The parser throws where an anchor is missing, names itself, or multiplies. */
function aliasRefusal(error: ReferenceError, file: string): Refusal {
  if (!error.message.startsWith('Excessive')) {
    return new Refusal('malformed', 'The YAML repeats an anchor that is not there.', { file });
  }
  return new Refusal('too-large', 'The YAML repeats its anchors so often that it grows without end.', {
    file,
  });
}

function tooDeep(file: string, limits: Limits): Refusal {
  return new Refusal('too-large', `The YAML is nested more than ${limits.depth} deep.`, { file });
}
