/** A row of a delimited text. */
export interface Row {
  cells: string[];
  /** Where the next row starts. */
  end: number;
  /** Line ends within the row's cells and at its end. */
  lines: number;
  /** What is wrong with its quotes. */
  problem: string | undefined;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Reads the row that starts at a position (RFC 4180; LF and CR alone end a row as well). Ask for positions in
 * ascending order: where the next delimiter and line end are is remembered from row to row.
 * @param last nothing follows the text
 * @returns a function that gives undefined where the row goes on behind the text, or behind its end: an open
 *   quote
 */
export function rowsIn(text: string, delimiter: string, last: boolean): (from: number) => Row | undefined {
  const comma = delimiter.charCodeAt(0);
  const { length } = text;
  // The next of each at or behind the cell that is read; `length` where there is none.
  let delimited = -1;
  let lineFeed = -1;
  let carriage = -1;

  function next(sign: string, from: number): number {
    const at = text.indexOf(sign, from);
    return at < 0 ? length : at;
  }

  /** Where a cell without quotes ends. */
  function plainEnd(from: number): number {
    if (delimited < from) delimited = next(delimiter, from);
    if (lineFeed < from) lineFeed = next('\n', from);
    if (carriage < from) carriage = next('\r', from);
    return Math.min(delimited, lineFeed, carriage);
  }

  return (from) => {
    const cells: string[] = [];
    let lines = 1;
    let problem: string | undefined;
    let at = from;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const end = quoteEnd(text, at, last);
        if (end < 0) return undefined;
        let cell = text.slice(at + 1, end - 1);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        if (cell.includes('\n')) lines += lineEnds(cell);
        at = plainEnd(end);
        if (at > end) {
          const plain = text.slice(end, at).trim();
          if (plain !== '') problem = 'There is text after a closing quote.';
          cell += plain;
        }
        cells.push(cell);
      } else {
        const end = plainEnd(at);
        cells.push(text.slice(at, end));
        at = end;
      }
      if (at >= length) return last ? { cells, end: at, lines, problem } : undefined;
      const code = text.charCodeAt(at);
      at += 1;
      if (code === comma) continue;
      if (code === CR) {
        if (at >= length && !last) return undefined;
        if (text.charCodeAt(at) === LF) at += 1;
      }
      return { cells, end: at, lines, problem };
    }
  };
}

/** One row, as rowsIn reads it; for several rows of a text that is far cheaper. */
export function rowAt(text: string, from: number, delimiter: string, last: boolean): Row | undefined {
  return rowsIn(text, delimiter, last)(from);
}

/** Where the cell in quotes that starts at a position ends; -1 where it does not, or may go on. */
function quoteEnd(text: string, from: number, last: boolean): number {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0 || (at + 1 >= text.length && !last)) return -1;
    if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
  }
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Where the rows start, and what stands between cells. */
export interface Layout {
  delimiter: string;
  /** Characters before the header: a line `sep=;`, as spreadsheets want it. */
  skip: number;
}

/**
 * How a text is laid out as CSV, from its first rows: the delimiter that gives the most cells, and the same
 * number of them in nearly every row.
 * @param whole the text is not cut
 * @returns undefined where no delimiter does
 */
export function csvLayout(text: string, whole: boolean): Layout | undefined {
  const told = /^"?sep=(.)"?\r?\n/.exec(text);
  if (told?.[1]) return { delimiter: told[1], skip: told[0].length };
  let best: string | undefined;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const widths = firstWidths(text, delimiter, whole);
    const width = widths[0] ?? 0;
    const even = widths.filter((one) => one === width).length;
    if (width <= most || even * 10 < widths.length * 8) continue;
    best = delimiter;
    most = width;
  }
  return best === undefined ? undefined : { delimiter: best, skip: 0 };
}

function firstWidths(text: string, delimiter: string, whole: boolean): number[] {
  const widths: number[] = [];
  const rowAt = rowsIn(text, delimiter, whole);
  for (let at = 0; at < text.length && widths.length < 20; ) {
    const row = rowAt(at);
    if (!row) break;
    at = row.end;
    if (row.cells.length > 1 || row.cells[0] !== '') widths.push(row.cells.length);
  }
  return widths;
}

/** The names in the header, where the text looks like CSV; the same names that streamCsv gives cells. */
export function csvColumns(text: string, whole: boolean): readonly string[] | undefined {
  if (/^\s*(#|%|---|- |[\w."'-]+:(\s|$))/.test(text)) return undefined; // YAML, or a text of settings
  const layout = csvLayout(text, whole);
  if (!layout) return undefined;
  const header = rowAt(text, layout.skip, layout.delimiter, whole);
  if (!header || header.problem) return undefined;
  const { cells, end } = header;
  if (cells.some((cell) => cell.length > 200 || /[{}<>=]|: /.test(cell))) return undefined;
  // A single line could be any sentence with a comma in it.
  if (end >= text.length && (cells.length < 3 || cells.some((cell) => cell.trim().includes(' '))))
    return undefined;
  return columnNames(cells);
}

/** Names for the cells of each row: trimmed, none empty, none twice. */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() || `column ${index + 1}`;
    let own = name;
    for (let count = 2; taken.has(own); count++) own = `${name} (${count})`;
    taken.add(own);
    return own;
  });
}
