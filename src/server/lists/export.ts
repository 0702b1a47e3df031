import { Readable } from 'node:stream';
import { csvText } from '../../outputs/formats/csv.ts';
import type { Paged } from '../../store/rows.ts';

type Row = Readonly<Record<string, unknown>>;
/** Rows that are read at once. */
const PAGE = 1_000;

/** Every row of a list, page by page, as the asker can take them in. */
export function exported(
  format: 'csv' | 'json',
  columns: readonly string[],
  read: (page: { limit: number; after?: string }) => Promise<Paged<Row>>,
): Readable {
  const pages = async function* () {
    let after: string | undefined;
    do {
      const page: Paged<Row> = await read({ limit: PAGE, ...(after !== undefined && { after }) });
      yield page.rows;
      after = page.next;
    } while (after !== undefined);
  };
  return Readable.from(format === 'csv' ? csvOf(columns, pages()) : jsonOf(pages()));
}

async function* csvOf(columns: readonly string[], pages: AsyncIterable<readonly Row[]>) {
  yield csvText([columns]);
  for await (const rows of pages)
    yield csvText(rows.map((row) => columns.map((column) => cellOf(row[column]))));
}

async function* jsonOf(pages: AsyncIterable<readonly Row[]>) {
  let before = '[';
  for await (const rows of pages) {
    for (const row of rows) {
      yield `${before}\n${JSON.stringify(row)}`;
      before = ',';
    }
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(cellOf).join('; ');
  if (typeof value === 'object' && 'name' in value) return cellOf(value.name);
  return String(value);
}
