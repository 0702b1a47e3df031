import { asObject } from '../../formats/schema.ts';

/**
 * The tags in a `Tags` cell: a JSON object of texts. Azure's older exports leave its braces out. Undefined
 * where it is neither; empty where the cell is.
 */
export function readTags(cell: string | undefined): Readonly<Record<string, string>> | undefined {
  const tags: Record<string, string> = Object.create(null);
  if (cell === undefined) return tags;
  const members = asObject(parsed(cell.startsWith('"') ? `{${cell}}` : cell));
  if (!members) return undefined;
  for (const [name, value] of Object.entries(members)) if (typeof value === 'string') tags[name] = value;
  return tags;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
