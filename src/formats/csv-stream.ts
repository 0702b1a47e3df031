import { delimiterOf, splitRow } from './csv-rows.ts';
import type { Document } from './document.ts';
import { readText } from './text.ts';

/** A row below the header. */
export interface CsvRow {
  /** Line on which the row starts; the header is on line 1. */
  line: number;
  /** Cells by column name, without a prototype. A missing cell is absent. */
  row: Record<string, string>;
  /** Why the row should not be trusted, e.g. a wrong number of cells. */
  problem?: string;
}

/**
 * Reads CSV with a header row.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* streamCsv(
  document: Document,
  options: { delimiter?: string } = {},
): AsyncGenerator<CsvRow> {
  const text = await readText(document);
  const delimiter = options.delimiter ?? delimiterOf(text) ?? ',';
  let line = 1;
  let names: string[] | undefined;
  for (let at = 0; at < text.length; ) {
    const { cells, end } = splitRow(text, at, delimiter);
    const start = line;
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
    if (cells.length === 1 && cells[0] === '') continue;
    if (!names) {
      names = distinct(cells);
      continue;
    }
    const row: Record<string, string> = Object.create(null);
    for (const [index, name] of names.entries()) {
      const cell = cells[index];
      if (cell !== undefined) row[name] = cell;
    }
    const problem = `The row has ${cells.length} cells, the header ${names.length}.`;
    yield cells.length === names.length ? { line: start, row } : { line: start, row, problem };
  }
}

function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((raw) => {
    const name = raw.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
