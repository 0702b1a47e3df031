import type { Document } from '../../formats/document.ts';
import { memoryDocument } from '../../formats/open.ts';
import { asObject, asText, type Members } from '../../formats/schema.ts';
import { RECORD_KINDS, type RecordKind } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { readTree } from '../shared/tree.ts';
import { isDatePattern } from './dates.ts';
import { FIELDS, type Field } from './fields.ts';
import { type Condition, MAP, type Mapping, type RecordMap, type Source } from './mapping.ts';
import { expected, fits } from './words.ts';

type Path = readonly (string | number)[];
/** Says where a value of the map is, for the refusal. */
type Where = (path: Path) => { line?: number; field: string };

/** Ways to say what a resource is; one of them has to be there. */
const NAMING = ['arn', 'cloudId', 'repository', 'image', 'host', 'service', 'signIn', 'key', 'account'];
/** Columns that hold a secret by their very name: no map may read them. */
const SECRET =
  /^(pass(word|wd|phrase)?|pwd|secret([-_ ]?(key|value|access[-_ ]?key))?|(api|private|access)[-_ ]?key|(access|api|auth|bearer)?[-_ ]?token|totp|otp[-_ ]?secret)$/i;
const FORMATS = ['iso', 'epoch-seconds', 'epoch-milliseconds', 'decimal-comma'];
const MOST = { records: 100, columns: 20, meanings: 10_000, texts: 1_000 };

/**
 * Reads and checks a map in YAML or JSON.
 * @param source the document, or the name of the file whose text follows
 * @throws Refusal `invalid` with the line (YAML) and the field where the map breaks its rules; `malformed`,
 *   `truncated`, `too-large`
 */
export function parseMap(source: Document): Promise<Mapping>;
export function parseMap(source: string, text: string): Promise<Mapping>;
export async function parseMap(source: Document | string, text = ''): Promise<Mapping> {
  const document = typeof source === 'string' ? await memoryDocument(source, text) : source;
  const tree = await readTree(document);
  return mappingOf(tree.root, document.path, (path) => {
    const line = /^line (\d+)$/.exec(tree.where(path))?.[1];
    return { ...(line !== undefined && { line: Number(line) }), field: pointer(path) };
  });
}

/**
 * Checks a map that was parsed already.
 * @throws Refusal `invalid` with the field
 */
export function mappingOf(
  value: unknown,
  file = 'map',
  where: Where = (path) => ({ field: pointer(path) }),
): Mapping {
  const check = checker(file, where);
  const root = check.members(
    value,
    [],
    ['$schema', 'assay', 'name', 'tool', 'reads', 'rows', 'complete', 'records'],
  );
  if (root['assay'] !== MAP) check.refuse(['assay'], `Expected "${MAP}", found ${shown(root['assay'])}.`);
  const reads = root['reads'];
  if (reads !== 'csv' && reads !== 'ndjson' && reads !== 'json') {
    return check.refuse(['reads'], `Expected csv, ndjson or json, found ${shown(reads)}.`);
  }
  const rows = root['rows'] ?? '/*';
  if (typeof rows !== 'string' || (rows !== '' && !rows.startsWith('/')) || rows.length > 500) {
    return check.refuse(['rows'], `Expected a JSON Pointer with * such as /items/*, found ${shown(rows)}.`);
  }
  if (reads !== 'json' && root['rows'] !== undefined)
    check.refuse(['rows'], 'Only JSON has a place of rows.');
  const tool = check.text(root['tool'], ['tool']);
  const name = root['name'] === undefined ? tool : check.text(root['name'], ['name']);
  const complete = check.flag(root['complete'], ['complete']);
  const list = root['records'];
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST.records) {
    return check.refuse(['records'], `Expected 1 to ${MOST.records} records, found ${shown(list)}.`);
  }
  const records = list.map((each, index) => recordOf(each, ['records', index], check));
  return { name: oneLine(name), tool: oneLine(tool), reads, rows, complete, records };
}

function recordOf(value: unknown, path: Path, check: Checker): RecordMap {
  const record = check.members(value, path, ['kind', 'when', 'once', 'fields']);
  const kind = RECORD_KINDS.find((each) => each === record['kind']);
  if (!kind) {
    const why = `Expected one of ${RECORD_KINDS.join(', ')}, found ${shown(record['kind'])}.`;
    return check.refuse([...path, 'kind'], why);
  }
  const when = record['when'] === undefined ? [] : [record['when']].flat();
  return {
    kind,
    when: when.map((each, index) =>
      conditionOf(each, [...path, 'when', ...(Array.isArray(record['when']) ? [index] : [])], check),
    ),
    once: check.flag(record['once'], [...path, 'once']),
    fields: fieldsOf(kind, record['fields'], [...path, 'fields'], check),
  };
}

function fieldsOf(kind: RecordKind, value: unknown, path: Path, check: Checker): ReadonlyMap<string, Source> {
  const own = FIELDS[kind];
  const given = check.members(value, path, Object.keys(own), `field of the kind ${kind}`);
  const fields = new Map<string, Source>();
  for (const [name, source] of Object.entries(given)) {
    const field = own[name];
    if (field) fields.set(name, sourceOf(source, field, [...path, name], check));
  }
  for (const [name, field] of Object.entries(own)) {
    if (field.required && !fields.has(name))
      check.refuse(path, `The kind ${kind} needs the field ${name}: ${field.help}.`);
  }
  if (kind === 'resource' && !NAMING.some((name) => fields.has(name))) {
    check.refuse(path, `A resource needs one of ${NAMING.join(', ')}, so that other tools know it too.`);
  }
  return fields;
}

function sourceOf(value: unknown, field: Field, path: Path, check: Checker): Source {
  const source = check.members(value, path, ['column', 'value', 'empty', 'map', 'otherwise', 'format']);
  const columns = source['column'] === undefined ? [] : check.columns(source['column'], [...path, 'column']);
  const constant = (name: 'value' | 'otherwise') => {
    if (source[name] === undefined) return undefined;
    const text = check.text(source[name], [...path, name]);
    check.sort(field, text, [...path, name]);
    return text;
  };
  const text = constant('value');
  const otherwise = constant('otherwise');
  if (columns.length === 0 && text === undefined) {
    check.refuse(path, 'Expected a column, such as { column: Name }, or a value.');
  }
  for (const name of ['empty', 'map', 'otherwise', 'format']) {
    if (columns.length === 0 && source[name] !== undefined) {
      check.refuse([...path, name], `${name} says how a column is read, and there is no column.`);
    }
  }
  if (otherwise !== undefined && source['map'] === undefined) {
    check.refuse([...path, 'otherwise'], 'otherwise goes with map; value is what an empty column means.');
  }
  const meanings = source['map'] === undefined ? undefined : meaningsOf(source['map'], field, path, check);
  const format = source['format'];
  if (format !== undefined) {
    const known = typeof format === 'string' && (FORMATS.includes(format) || isDatePattern(format));
    if (!known) {
      const why = `Expected ${FORMATS.join(', ')} or a date such as dd/mm/yyyy HH:MM, found ${shown(format)}.`;
      check.refuse([...path, 'format'], why);
    }
  }
  return {
    columns,
    empty: source['empty'] === undefined ? [] : check.texts(source['empty'], [...path, 'empty']),
    ...(text !== undefined && { value: text }),
    ...(meanings && { map: meanings }),
    ...(otherwise !== undefined && { otherwise }),
    ...(typeof format === 'string' && { format }),
  };
}

function meaningsOf(value: unknown, field: Field, path: Path, check: Checker): ReadonlyMap<string, string> {
  const members = asObject(value);
  const entries = Object.entries(members ?? {});
  if (!members || entries.length === 0 || entries.length > MOST.meanings) {
    return check.refuse(
      [...path, 'map'],
      'Expected what each text of the column means, such as { Passed: pass }.',
    );
  }
  const meanings = new Map<string, string>();
  for (const [text, meaning] of entries) {
    const word = check.text(meaning, [...path, 'map', text]);
    check.sort(field, word, [...path, 'map', text]);
    meanings.set(text.trim().toLowerCase(), word);
  }
  return meanings;
}

function conditionOf(value: unknown, path: Path, check: Checker): Condition {
  const when = check.members(value, path, ['column', 'equals', 'in', 'matches-prefix']);
  const texts = (name: string) => (when[name] === undefined ? [] : check.texts(when[name], [...path, name]));
  const equals = [...texts('equals'), ...texts('in')];
  const prefixes = texts('matches-prefix');
  if (equals.length + prefixes.length === 0) {
    check.refuse(path, 'Expected equals, in or matches-prefix.');
  }
  return { columns: check.columns(when['column'], [...path, 'column']), equals, prefixes };
}

type Checker = ReturnType<typeof checker>;

function checker(file: string, where: Where) {
  function refuse(path: Path, why: string): never {
    const next = 'The fields are described in src/adapters/csvmap/map.schema.json.';
    throw new Refusal('invalid', why, { file, ...where(path) }, next);
  }
  function text(value: unknown, path: Path): string {
    const found = asText(value)?.trim();
    if (found === undefined || found === '' || found.length > 2_000) {
      return refuse(path, `Expected a text, found ${shown(value)}.`);
    }
    return found;
  }
  return {
    refuse,
    text,
    /** An object that has no other members than these. */
    members(value: unknown, path: Path, names: readonly string[], what = 'member'): Members {
      const members = asObject(value);
      if (!members) return refuse(path, `Expected an object, found ${shown(value)}.`);
      const odd = Object.keys(members).find((name) => !names.includes(name));
      if (odd !== undefined) {
        refuse([...path, odd], `"${oneLine(odd, 60)}" is no ${what}; these are: ${names.join(', ')}.`);
      }
      return members;
    },
    flag(value: unknown, path: Path): boolean {
      if (value === undefined || typeof value === 'boolean') return value ?? false;
      return refuse(path, `Expected true or false, found ${shown(value)}.`);
    },
    /** Texts that a cell is compared with, in small letters; an empty one means an empty cell. */
    texts(value: unknown, path: Path): readonly string[] {
      const list = Array.isArray(value) ? value : [value];
      if (list.length === 0 || list.length > MOST.texts)
        return refuse(path, `Expected 1 to ${MOST.texts} texts.`);
      return list.map((each) => (each === '' || each === null ? '' : text(each, path).toLowerCase()));
    },
    columns(value: unknown, path: Path): readonly string[] {
      const list = Array.isArray(value) ? value : [value];
      if (list.length === 0 || list.length > MOST.columns)
        return refuse(path, 'Expected the name of a column.');
      return list.map((each) => {
        const name = text(each, path);
        const last = name.startsWith('/') ? (name.split('/').at(-1) ?? '') : name;
        if (SECRET.test(last.trim())) {
          return refuse(path, `The column "${oneLine(name, 60)}" holds secrets: Assay never reads them.`);
        }
        return name;
      });
    },
    sort(field: Field, word: string, path: Path): void {
      if (!fits(field.sort, word)) refuse(path, `Expected ${expected(field.sort)}, found ${shown(word)}.`);
    },
  };
}

/** Whether a column holds secrets by its very name. */
export function isSecretColumn(name: string): boolean {
  return SECRET.test(name.trim());
}

function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : oneLine(JSON.stringify(value), 60);
}
