import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Place, Refusal } from '../records/refusal.ts';

/** A value of a model file that knows where it was written, so that a mistake can be shown where it is. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

interface Position {
  file: string;
  /** First line is 1. Of a field, the line of its name. */
  line: number;
  /** JSON Pointer (RFC 6901) inside its own file; empty for the whole. */
  pointer: string;
}
interface LocatedScalar extends Position {
  kind: 'scalar';
  value: string | number | boolean | null;
}
export interface LocatedList extends Position {
  kind: 'list';
  items: readonly Located[];
}
export interface LocatedMap extends Position {
  kind: 'map';
  fields: ReadonlyMap<string, Located>;
}

/** A refusal of code `model` at a place. */
export function broken(why: string, place: Place, next: string): Refusal {
  return new Refusal('model', why, place, next);
}

/** Where a value was written, as refusals name it. */
export function placeOf(located: Position): Place {
  const { file, line, pointer } = located;
  return pointer ? { file, line, field: pointer } : { file, line };
}

/**
 * Reads one YAML file (YAML 1.2, core schema) of a model folder.
 * Throws a Refusal `model` for broken YAML, a field given twice, tags, and aliases.
 */
export function parseLocated(text: string, file: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);

  const mistake = document.errors[0] ?? document.warnings[0];
  if (mistake) {
    const message = mistake.message.split('\n')[0]?.replace(/(?<![.:\s])[.:\s]+$/, '');
    throw broken(
      `This is not the YAML that a model file may hold: ${message}.`,
      { file, line: lineAt(mistake.pos[0]) },
      'Correct the line.',
    );
  }
  if (!document.contents) {
    throw broken('The file is empty.', { file, line: 1 }, 'Fill it, or take the file away.');
  }
  return locate(document.contents, file, '', undefined, lineAt);
}

function locate(
  node: unknown,
  file: string,
  pointer: string,
  nameLine: number | undefined,
  lineAt: (offset: number) => number,
): Located {
  const start = rangeStart(node);
  const line = nameLine ?? (start === undefined ? 1 : lineAt(start));
  const position = { file, line, pointer };

  if (node === null || node === undefined) return { kind: 'scalar', ...position, value: null };
  if (isAlias(node)) {
    throw broken('Aliases are not read in model files.', placeOf(position), 'Write the value out.');
  }
  if (isScalar(node)) {
    const value = node.value;
    const plain =
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (plain) return { kind: 'scalar', ...position, value };
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      locate(item, file, `${pointer}/${index}`, undefined, lineAt),
    );
    return { kind: 'list', ...position, items };
  }
  if (isMap(node)) {
    const fields = new Map<string, Located>();
    for (const pair of node.items) {
      const name = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof name !== 'string' && typeof name !== 'number') {
        throw broken('The name of a field is not a text.', placeOf(position), 'Write a name.');
      }
      // The YAML reader refuses a name given twice, but not one given as `1` and as `"1"`.
      if (fields.has(String(name))) {
        throw broken(`The field \`${name}\` is given twice.`, placeOf(position), 'Take one away.');
      }
      const keyStart = rangeStart(pair.key);
      const keyLine = keyStart === undefined ? line : lineAt(keyStart);
      fields.set(
        String(name),
        locate(pair.value, file, `${pointer}/${escapeName(String(name))}`, keyLine, lineAt),
      );
    }
    return { kind: 'map', ...position, fields };
  }
  throw broken(
    'A model file holds texts, numbers, true and false, lists and fields only.',
    placeOf(position),
    'Write the value in one of these ways.',
  );
}

function rangeStart(node: unknown): number | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  return node.range?.[0];
}

/** A field's name as part of a JSON Pointer (RFC 6901, section 3). */
function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * The plain value. A field that is empty (null) is left out: this is how an override takes a field away,
 * while its place is still known should the field be needed.
 */
export function plain(located: Located): unknown {
  if (located.kind === 'scalar') return located.value;
  if (located.kind === 'list') return located.items.map(plain);
  const object: Record<string, unknown> = Object.create(null);
  for (const [name, value] of located.fields) {
    if (value.kind === 'scalar' && value.value === null) continue;
    object[name] = plain(value);
  }
  return object;
}

/** The place of what a path names; where the end of the path does not exist, the place that lacks it. */
export function placeAt(root: Located, path: readonly PropertyKey[]): Place {
  let at = root;
  for (const [index, step] of path.entries()) {
    const child = childOf(at, step);
    if (!child) {
      const rest = path.slice(index).map((name) => `/${escapeName(String(name))}`);
      return { ...placeOf(at), field: at.pointer + rest.join('') };
    }
    at = child;
  }
  return placeOf(at);
}

/** Whether a path names nothing, or an empty field, which is left out. */
export function isMissing(root: Located, path: readonly PropertyKey[]): boolean {
  let at: Located | undefined = root;
  for (const step of path) {
    if (at) at = childOf(at, step);
  }
  return !at || (at.kind === 'scalar' && at.value === null);
}

function childOf(parent: Located, step: PropertyKey): Located | undefined {
  if (parent.kind === 'map') return parent.fields.get(String(step));
  return parent.kind === 'list' ? parent.items[Number(step)] : undefined;
}
