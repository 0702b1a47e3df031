import { isSecretColumn, parseMap } from '../adapters/csvmap/map.ts';
import { suggestion } from '../adapters/csvmap/suggest.ts';
import { tableOf } from '../adapters/csvmap/table.ts';
import { openDocument } from '../formats/open.ts';
import type { Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import type { MapRow } from '../store/rows.ts';
import type { Reader, Writer } from '../store/store.ts';
import type { Handed } from './handed.ts';
import { systemId } from './systems.ts';

/**
 * The saved map of a name or id.
 * @throws Refusal `not-found`
 */
export async function savedMap(reader: Reader, name: string): Promise<MapRow> {
  const maps = await reader.maps();
  const found = maps.find((each) => each.id === name) ?? maps.find((each) => each.id === systemId(name));
  if (found) return found;
  const known = maps.map(({ id }) => id).join(', ');
  throw new Refusal(
    'not-found',
    `There is no map "${name}".`,
    {},
    known ? `Saved are: ${known}.` : 'Save one: assay maps add FILE',
  );
}

/**
 * What a map calls itself.
 * @throws Refusal where the document is no map, with the field
 */
export async function mapNamed(file: string, text: string): Promise<{ id: string; name: string }> {
  const { name } = await parseMap(file, text);
  return { id: systemId(name), name };
}

/**
 * Keeps a map under its own name; one of the same name is replaced.
 * @throws Refusal where the document is no map, with the field
 */
export async function saveMap(writer: Writer, file: string, text: string, now: Instant): Promise<MapRow> {
  const row = { ...(await mapNamed(file, text)), text, created: now };
  await writer.putMap(row);
  return row;
}

/** How a table begins, and the map that the names of its columns suggest. */
interface Suggestion {
  reads: 'csv' | 'ndjson' | 'json';
  /** JSON Pointer with `*` of the rows. */
  rows: string;
  /** Without those that hold secrets by their names: their texts are never shown. */
  columns: string[];
  sample: string[][];
  hidden: string[];
  /** A map document; undefined where the names say too little. */
  map: unknown;
}

/** More of a text tells nobody what its column means. */
const LONGEST_CELL = 200;
const MOST_COLUMNS = 500;

/**
 * What a table that no adapter knows looks like, and how it could be read.
 * @throws Refusal `unrecognised` where it has no rows with named columns; as `openDocument` does
 */
export async function suggestFor(handed: Handed): Promise<Suggestion> {
  const { head } = await openDocument({ path: handed.path, chunks: handed.chunks });
  const table = tableOf(head);
  if (!table) {
    throw new Refusal(
      'unrecognised',
      'No rows with named columns are found in it.',
      { file: handed.path },
      'Export a table with a header line, or JSON with one object a row.',
    );
  }
  const named = table.names.filter((name) => name.trim() !== '').slice(0, MOST_COLUMNS);
  const columns = named.filter((name) => !isSecretColumn(name));
  return {
    reads: table.reads,
    rows: table.place,
    columns,
    sample: table.rows.map((text) => columns.map((name) => (text(name) ?? '').slice(0, LONGEST_CELL))),
    hidden: named.filter(isSecretColumn),
    map: suggestion(head),
  };
}
