import { Refusal } from '../records/refusal.ts';
import { columnNames, csvLayout, type Row, rowsIn } from './csv-rows.ts';
import type { Document } from './document.ts';
import { oneByOne } from './one-by-one.ts';
import { textPieces } from './pieces.ts';

/** A row below the header. */
export interface CsvRow {
  /** Line on which the row starts; the header is on line 1. */
  line: number;
  /** Cells by column name, without a prototype. A missing cell is absent, a surplus one left out. */
  row: Record<string, string>;
  /** Why the row should not be trusted, e.g. a wrong number of cells. */
  problem?: string;
}

/** As many columns as a spreadsheet can have. */
const MAX_COLUMNS = 16_384;

/**
 * Reads CSV with a header row (RFC 4180): cells in quotes may hold delimiters, quotes and line ends. Empty
 * lines are left out. A column name that occurs twice is numbered: `name (2)`.
 * @param options.delimiter one character; without it, the first rows show it
 * @throws Refusal `truncated` (a quote that is never closed), `too-large` (a row over `stringBytes`)
 */
export function streamCsv(
  document: Document,
  options: { delimiter?: string } = {},
): AsyncIterableIterator<CsvRow> {
  return oneByOne(csvBatches(document, options.delimiter));
}

async function* csvBatches(document: Document, asked: string | undefined): AsyncGenerator<readonly CsvRow[]> {
  const { head, path: file, limits } = document;
  const layout = csvLayout(head.text, head.whole);
  const delimiter = asked ?? layout?.delimiter ?? ',';
  const decode = textPieces();
  let rowOf: ((row: Row, line: number) => CsvRow) | undefined;
  let text = '';
  let enough = 0;
  let line = 1;
  let skip = layout?.skip ?? 0;
  if (skip > 0) line += 1;

  function rows(last: boolean): CsvRow[] {
    const found: CsvRow[] = [];
    const rowAt = rowsIn(text, delimiter, last);
    let at = 0;
    for (; at < text.length; ) {
      const row = rowAt(at);
      if (!row) break;
      const start = line;
      at = row.end;
      line += row.lines;
      if (row.cells.length === 1 && row.cells[0] === '') continue;
      if (rowOf) found.push(rowOf(row, start));
      else rowOf = rowMaker(namesOf(row, file, start));
    }
    text = text.slice(at);
    // A row that goes on over many chunks is looked at again only when twice as much is there.
    enough = 2 * text.length;
    return found;
  }

  for await (const chunk of document.bytes()) {
    text += decode(chunk);
    if (skip > 0) {
      if (text.length < skip) continue;
      text = text.slice(skip);
      skip = 0;
    }
    if (text.length >= enough) yield rows(false);
    if (text.length > limits.stringBytes) {
      throw new Refusal(
        'too-large',
        `A row has more than ${limits.stringBytes} characters; perhaps a quote is never closed.`,
        { file, line },
        'Correct the row, or raise the limit stringBytes if the file is sound.',
      );
    }
  }
  yield rows(true);
  if (text !== '') {
    throw new Refusal(
      'truncated',
      'The file ends inside a cell in quotes that begins in this row.',
      { file, line },
      'Export it again.',
    );
  }
}

function namesOf(row: Row, file: string, line: number): string[] {
  if (row.cells.length <= MAX_COLUMNS) return columnNames(row.cells);
  throw new Refusal('too-large', `The file has more than ${MAX_COLUMNS} columns.`, { file, line });
}

/**
 * Makes rows of cells. A row is a copy of one that has every name already: that is far cheaper than to add
 * name after name to an object that began without any.
 */
function rowMaker(names: readonly string[]): (row: Row, line: number) => CsvRow {
  // As JSON.parse makes it: an object that grew by many names is a hash table, and slow to copy.
  const made: unknown = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:""`).join()}}`);
  const blank = made as Record<string, string>; // of just these names
  return ({ cells, problem }, line) => {
    if (cells.length !== names.length) {
      const why = `The row has ${cells.length} cells, the header ${names.length}.`;
      return { line, row: unevenRow(names, cells), problem: why };
    }
    const row = { ...blank };
    Object.setPrototypeOf(row, null);
    for (let index = 0; index < cells.length; index++) row[names[index] ?? ''] = cells[index] ?? '';
    return problem === undefined ? { line, row } : { line, row, problem };
  };
}

function unevenRow(names: readonly string[], cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = Object.create(null);
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    const cell = cells[index];
    if (name !== undefined && cell !== undefined) row[name] = cell;
  }
  return row;
}
