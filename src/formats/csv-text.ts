/** What a spreadsheet takes for the beginning of a formula, and the mark that keeps it from that. */
const FORMULA = /^['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Cells as CSV that a spreadsheet shows and never computes: a cell that would begin a formula begins with an
 * apostrophe instead, as does one that begins with an apostrophe, so that `csvCell` gives back every cell as it
 * was. All cells are quoted, for some spreadsheets part rows at semicolons.
 */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** A cell as it was before `csvText` marked it. */
export function csvCell(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

function quoted(cell: string | number | null): string {
  const text = cell === null ? '' : String(cell);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
