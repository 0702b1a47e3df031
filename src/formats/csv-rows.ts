const DELIMITERS = [',', ';', '\t', '|'];

/** The cells of the row that starts at a position, and where the next row starts. */
export function splitRow(text: string, from: number, delimiter: string): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) return { cells: [...cells, cell + text.slice(at)], end: text.length };
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
    cells.push(cell + text.slice(start, at));
    if (at < text.length && text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    return { cells, end: Math.min(at + 1, text.length) };
  }
}

/** The delimiter that splits the first rows most evenly; undefined where none does. */
export function delimiterOf(text: string): string | undefined {
  let best: string | undefined;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const { cells, end } = splitRow(text, 0, delimiter);
    if (cells.length <= most) continue;
    const second = end < text.length ? splitRow(text, end, delimiter) : undefined;
    if (second && second.end < text.length && second.cells.length !== cells.length) continue;
    best = delimiter;
    most = cells.length;
  }
  return best;
}

/** The names in the first row, where the text looks like CSV. */
export function csvColumns(text: string): readonly string[] | undefined {
  const delimiter = delimiterOf(text);
  if (!delimiter) return undefined;
  const { cells, end } = splitRow(text, 0, delimiter);
  if (cells.some((cell) => cell.length > 200 || /[{}<>]/.test(cell))) return undefined;
  if (end >= text.length && cells.length < 3) return undefined;
  return cells.map((cell) => cell.trim());
}
