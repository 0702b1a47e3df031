import type { Contact } from './listed.ts';

/** Parts of a cell, between semicolons; a semicolon inside a part is written `\;`, a backslash `\\`. */
export function partsOf(cell: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell[at];
    if (sign === '\\' && (cell[at + 1] === ';' || cell[at + 1] === '\\')) {
      part += cell[at + 1];
      at += 1;
    } else if (sign === ';' || sign === '\n') {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
}

/** Parts as one cell, from which `partsOf` gives them back. */
export function cellOf(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\\;]/g, '\\$&')).join('; ');
}

/** `Ada Lovelace <ada@example.org>`, or a name alone. */
export function contactOf(part: string): Contact {
  const open = part.lastIndexOf('<');
  if (open < 0 || !part.endsWith('>')) return { name: part, reach: undefined };
  const reach = part.slice(open + 1, -1).trim();
  return { name: part.slice(0, open).trim(), reach: reach === '' ? undefined : reach };
}

/** A contact as `contactOf` reads it. */
export function contactText({ name, reach }: Contact): string {
  if (reach !== undefined) return `${name} <${reach}>`;
  return name.endsWith('>') ? `${name} <>` : name;
}

const YES = new Set(['yes', 'true', '1', 'y']);
const NO = new Set(['no', 'false', '0', 'n', 'none']);

/** A truth as people write it, or one of a column's own words for it; null where it is neither. */
export function truthOf(
  cell: string,
  own: { yes: readonly string[]; no: readonly string[] },
): boolean | null {
  const said = cell.toLowerCase();
  if (YES.has(said) || own.yes.includes(said)) return true;
  return NO.has(said) || own.no.includes(said) ? false : null;
}
