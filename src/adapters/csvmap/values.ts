import type { Instant } from '../../records/instant.ts';
import type { ResourceType, ResultStatus } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import type { Fields } from './fields.ts';
import type { RecordMap, Source } from './mapping.ts';
import {
  aspectsOf,
  currencyOf,
  expected,
  flagOf,
  instantReader,
  numberOf,
  sentenceOf,
  severityIn,
  statusOf,
  textOf,
  typeIn,
  wordOf,
} from './words.ts';

/** A row, as far as the map may see it: the text of a column, or undefined where it is empty or missing. */
export type Row = (column: string) => string | undefined;

/** The mapped fields of one row, each read as what it has to be. */
export interface Values {
  /** Why fields could not be read; never with what stood there. */
  readonly problems: readonly string[];
  /** Whether the map gives the field to this row at all. */
  has(name: string): boolean;
  raw(name: string): string | undefined;
  text(name: string): string | undefined;
  sentence(name: string): string | undefined;
  instant(name: string): Instant | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  aspect(name: string): AspectId | undefined;
  aspects(name: string): readonly AspectId[] | undefined;
  severity(name: string): Severity | undefined;
  status(name: string): ResultStatus | undefined;
  type(name: string): ResourceType | undefined;
  currency(name: string): string | undefined;
  word<W extends string>(name: string, words: readonly W[]): W | undefined;
}

/** Makes the reader of a record's fields; what does not change between rows is worked out once. */
export function valuesReader(record: RecordMap, fields: Fields): (row: Row) => Values {
  const times = new Map<string, (text: string) => Instant | undefined>();
  for (const [name, source] of record.fields) {
    // What `map` and `value` give is written as Assay writes it.
    if (fields[name]?.sort === 'instant') {
      times.set(name, instantReader(source.map ? undefined : source.format));
    }
  }
  return (row) => valuesOf(row, record, fields, times);
}

function valuesOf(
  row: Row,
  record: RecordMap,
  fields: Fields,
  times: ReadonlyMap<string, (text: string) => Instant | undefined>,
): Values {
  const problems: string[] = [];
  const raws = new Map<string, string>();
  for (const [name, source] of record.fields) {
    const found = rawOf(row, source);
    if (found.text !== undefined) raws.set(name, found.text);
    else if (found.unknown) problems.push(`${name}: the map does not say what the text of its column means`);
  }
  function read<T>(name: string, reader: (text: string) => T | undefined): T | undefined {
    const text = raws.get(name);
    if (text === undefined) return undefined;
    const value = reader(text);
    const field = fields[name];
    if (value === undefined && field) {
      const format = record.fields.get(name)?.format;
      problems.push(`${name}: expected ${expected(field.sort, format)}, found another text`);
      raws.delete(name); // said once
    }
    return value;
  }
  return {
    problems,
    has: (name) => raws.has(name),
    raw: (name) => raws.get(name),
    text: (name) => read(name, textOf),
    sentence: (name) => read(name, sentenceOf),
    instant: (name) =>
      read(name, (text) => {
        const source = record.fields.get(name);
        // A value that stands for an empty column is ISO 8601, whatever the column's own format.
        return times.get(name)?.(text) ?? (text === source?.value ? instantReader()(text) : undefined);
      }),
    number: (name) =>
      read(name, (text) => {
        const source = record.fields.get(name);
        const own = source?.map || text === source?.value ? undefined : source?.format;
        return numberOf(text, own);
      }),
    flag: (name) => read(name, flagOf),
    aspect: (name) => read(name, (text) => aspectsOf(text)?.[0]),
    aspects: (name) => read(name, aspectsOf),
    severity: (name) => read(name, severityIn),
    status: (name) => read(name, statusOf),
    type: (name) => read(name, typeIn),
    currency: (name) => read(name, currencyOf),
    word: (name, words) => read(name, (text) => wordOf(words, text)),
  };
}

function rawOf(row: Row, source: Source): { text?: string; unknown?: boolean } {
  const found = firstOf(row, source.columns);
  const cell = found === undefined || source.empty.includes(found.trim().toLowerCase()) ? undefined : found;
  if (cell === undefined) return source.value === undefined ? {} : { text: source.value };
  if (!source.map) return { text: cell };
  const meaning = source.map.get(cell.trim().toLowerCase()) ?? source.otherwise;
  return meaning === undefined ? { unknown: true } : { text: meaning };
}

/** The text of the first column that is not empty. */
export function firstOf(row: Row, columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const text = row(column);
    if (text !== undefined && text.trim() !== '') return text;
  }
  return undefined;
}
