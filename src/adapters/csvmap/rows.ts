import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asText, member } from '../../formats/schema.ts';
import type { Mapping } from './mapping.ts';
import type { Row } from './values.ts';

/** A row of a mapped document, or why it is none. */
export type Found = { where: string; row: Row } | { where: string; why: string };

/**
 * The rows of a document, as the map says where they are; one at a time is held.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export function rowsOf(mapping: Mapping, document: Document): AsyncGenerator<Found> {
  return mapping.reads === 'csv' ? csvRows(document) : jsonRows(mapping, document);
}

async function* csvRows(document: Document): AsyncGenerator<Found> {
  // The names of a file's columns are the same for all its rows.
  const names = new Map<string, string>();
  for await (const { line, row, problem } of streamCsv(document)) {
    const where = `line ${line}`;
    if (problem !== undefined) {
      yield { where, why: problem };
      continue;
    }
    if (names.size === 0) for (const name of Object.keys(row)) names.set(plain(name), name);
    yield {
      where,
      row(column) {
        const name = Object.hasOwn(row, column) ? column : names.get(plain(column));
        return name === undefined ? undefined : row[name];
      },
    };
  }
}

async function* jsonRows(mapping: Mapping, document: Document): AsyncGenerator<Found> {
  const { read, pattern } = asSequence(mapping, document);
  for await (const { pointer, value } of streamJson(read, [pattern])) {
    const item = asObject(value);
    if (!item) yield { where: pointer, why: 'expected an object, found another value' };
    else yield { where: pointer, row: (column) => textIn(member(item, ...stepsOf(column))) };
  }
}

/** NDJSON of a single line looks like JSON: what the map says counts. */
function asSequence(mapping: Mapping, document: Document): { read: Document; pattern: string } {
  const { head } = document;
  if (mapping.reads === 'json') {
    // A list of one that lost its brackets is still a list.
    const single = mapping.rows === '/*' && head.shape === 'json' && !Array.isArray(head.json);
    return { read: document, pattern: single && isFlat(head.json) ? '' : mapping.rows };
  }
  if (head.shape === 'json' && Array.isArray(head.json)) return { read: document, pattern: '/*' };
  const sequence = Object.create(head, { shape: { value: 'ndjson', enumerable: true } });
  return { read: { ...document, head: sequence }, pattern: '/*' };
}

/** Whether an object is a row itself: none of its members is one. */
function isFlat(value: unknown): boolean {
  const members = Object.values(asObject(value) ?? {});
  return members.length > 0 && members.every((each) => asObject(each) === undefined);
}

/** A column of JSON is a member's name, or a JSON Pointer. */
function stepsOf(column: string): readonly string[] {
  if (!column.startsWith('/')) return [column];
  return column
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A scalar as text; of a list, its scalars. Objects are no texts. */
function textIn(value: unknown): string | undefined {
  if (!Array.isArray(value)) return asText(value);
  const texts = value.slice(0, 100).map(asText);
  return texts.filter((each) => each !== undefined).join(',') || undefined;
}

/** A header's name without what people and programs write differently. */
export function plain(name: string): string {
  return name.trim().toLowerCase();
}
