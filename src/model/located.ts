import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
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
export interface LocatedScalar extends Position {
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
export function placeOf(located: Located): Place {
  return { file: located.file, line: located.line, field: located.pointer || '/' };
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
    throw broken(
      `This is not the YAML that a model file may hold: ${mistake.message.split('\n')[0]}.`.replace(
        '..',
        '.',
      ),
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
  node: Node | null | unknown,
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
    throw broken(
      'Aliases are not read in model files.',
      { file, line, field: pointer || '/' },
      'Write the value out.',
    );
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
        throw broken(
          'The name of a field is not a text.',
          { file, line, field: pointer || '/' },
          'Write a name.',
        );
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
    { file, line, field: pointer || '/' },
    'Write the value in one of these ways.',
  );
}

function rangeStart(node: unknown): number | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  return node.range?.[0];
}

/** A field's name as part of a JSON Pointer (RFC 6901, section 3). */
export function escapeName(name: string): string {
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
    const child =
      at.kind === 'map'
        ? at.fields.get(String(step))
        : at.kind === 'list'
          ? at.items[Number(step)]
          : undefined;
    if (!child) {
      const rest = path
        .slice(index)
        .map((name) => `/${escapeName(String(name))}`)
        .join('');
      return { ...placeOf(at), field: at.pointer + rest };
    }
    at = child;
  }
  return placeOf(at);
}
