import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { BUILDERS } from './build.ts';
import { FIELDS } from './fields.ts';
import type { Condition, Mapping, RecordMap } from './mapping.ts';
import { plain, rowsOf } from './rows.ts';
import { firstOf, type Row, type Values, valuesReader } from './values.ts';

interface Maker {
  readonly record: RecordMap;
  readonly values: (row: Row) => Values;
  /** A record that is wanted once was given. */
  done: boolean;
}

/**
 * Reads any table by a map: each row becomes the records whose conditions hold for it. What the map does not
 * name is never looked at. A row, or a field of it, that cannot be read is a problem that does not quote it.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readMapped(mapping: Mapping, document: Document): AsyncGenerator<Reading> {
  yield {
    kind: 'envelope',
    tool: { name: mapping.tool },
    ...(mapping.complete && { complete: true }),
  };
  const makers: Maker[] = [];
  for (const [index, record] of mapping.records.entries()) {
    const missing = missingColumns(mapping, record, document.head.columns);
    for (const { field, columns, needed } of missing) {
      const why = `the document has no column ${columns.map((each) => `"${oneLine(each, 60)}"`).join(' or ')}`;
      yield {
        kind: 'problem',
        where: `/records/${index}/${field} of the map`,
        why: needed ? `${why}, so there are no records of the kind ${record.kind}` : why,
      };
    }
    if (missing.some(({ needed }) => needed)) continue;
    makers.push({ record, values: valuesReader(record, FIELDS[record.kind]), done: false });
  }
  for await (const found of rowsOf(mapping, document)) {
    if (!('row' in found)) {
      yield { kind: 'problem', where: found.where, why: found.why };
      continue;
    }
    for (const maker of makers) yield* recordsOf(maker, found.row, found.where, mapping.tool);
  }
}

function* recordsOf(maker: Maker, row: Row, where: string, tool: string): Generator<Reading> {
  const { record } = maker;
  if (maker.done || !record.when.every((condition) => holds(condition, row))) return;
  const values = maker.values(row);
  const built = BUILDERS[record.kind](values, tool);
  if (values.problems.length > 0) {
    yield { kind: 'problem', where, why: `${record.kind}: ${values.problems.join('; ')}` };
  } else if (!built) {
    yield { kind: 'problem', where, why: `${record.kind}: ${missingFields(record, values)}` };
  }
  if (!built) return;
  if (record.once) maker.done = true;
  yield built;
}

function missingFields(record: RecordMap, values: Values): string {
  const own = Object.entries(FIELDS[record.kind]);
  const missing = own.filter(([name, field]) => field.required && !values.has(name)).map(([name]) => name);
  if (missing.length > 0) return `expected ${missing.join(' and ')}, found nothing`;
  return record.kind === 'cost'
    ? 'expected a period that ends after it starts'
    : 'expected something that names it, found nothing';
}

function holds({ columns, equals, prefixes }: Condition, row: Row): boolean {
  const text = plain(firstOf(row, columns) ?? '');
  return equals.includes(text) || prefixes.some((prefix) => text.startsWith(prefix));
}

/** Columns of a map that a table does not have; in JSON any row may have them. */
function missingColumns(
  mapping: Mapping,
  record: RecordMap,
  columns: readonly string[] | undefined,
): { field: string; columns: readonly string[]; needed: boolean }[] {
  if (mapping.reads !== 'csv' || !columns) return [];
  const known = new Set(columns.map(plain));
  const lost = (names: readonly string[]) =>
    names.length > 0 && names.every((name) => !known.has(plain(name)));
  const missing: ReturnType<typeof missingColumns> = [];
  for (const [index, condition] of record.when.entries()) {
    if (lost(condition.columns))
      missing.push({ field: `when/${index}`, columns: condition.columns, needed: true });
  }
  for (const [name, source] of record.fields) {
    if (!lost(source.columns)) continue;
    const needed = FIELDS[record.kind][name]?.required === true && source.value === undefined;
    missing.push({ field: `fields/${name}`, columns: source.columns, needed });
  }
  return missing;
}
