import { csvLayout, rowAt } from '../../formats/csv-rows.ts';
import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asText, member } from '../../formats/schema.ts';
import type { Mapping } from './mapping.ts';

/** Rows that are shown, so that people can tell what the columns mean. */
const FIRST = 20;

/** The beginning of a table, as the head of its document shows it. */
export interface Table {
  reads: Mapping['reads'];
  /** JSON Pointer with `*` of the rows. */
  place: string;
  names: readonly string[];
  /** The first rows: each gives the text of a column. */
  rows: readonly ((name: string) => string | undefined)[];
}

/** The rows with named columns that a document begins with; undefined where it has none. */
export function tableOf(head: Head): Table | undefined {
  if (head.columns) return csvTable(head, head.columns);
  if (head.shape === 'ndjson') return namesOf(asArray(head.json), 'ndjson', '/*');
  if (head.shape !== 'json') return undefined;
  if (Array.isArray(head.json)) return namesOf(head.json, 'json', '/*');
  // The first list of objects: that is where APIs put their answer.
  for (const [name, value] of Object.entries(asObject(head.json) ?? {})) {
    const place = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/*`;
    if (Array.isArray(value) && asObject(value[0]) && name !== '*') return namesOf(value, 'json', place);
    const inner = member(value, 'result');
    if (Array.isArray(inner) && name !== '*') return namesOf(inner, 'json', place.replace(/\*$/, 'result/*'));
  }
  return undefined;
}

function namesOf(rows: readonly unknown[], reads: Table['reads'], place: string): Table | undefined {
  const first = asObject(rows[0]);
  // A name that begins with a slash would be taken for a pointer.
  return (
    first && {
      reads,
      place,
      names: Object.keys(first).filter((name) => !name.startsWith('/')),
      rows: rows.slice(0, FIRST).map((row) => (name) => asText(member(row, name))),
    }
  );
}

function csvTable(head: Head, names: readonly string[]): Table {
  const layout = csvLayout(head.text, head.whole) ?? { delimiter: ',', skip: 0 };
  const rows: Table['rows'][number][] = [];
  let at = rowAt(head.text, layout.skip, layout.delimiter, head.whole)?.end;
  while (at !== undefined && rows.length < FIRST) {
    const row = rowAt(head.text, at, layout.delimiter, head.whole);
    if (row && (row.cells.length > 1 || row.cells[0] !== ''))
      rows.push((name) => row.cells[names.indexOf(name)]);
    at = row && row.end > at ? row.end : undefined;
  }
  return { reads: 'csv', place: '/*', names, rows };
}
