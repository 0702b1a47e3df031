import {
  asArray,
  asBoolean,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';

/** What a cell of a diagram draws, whichever version wrote it. */
export interface Cell {
  id: string;
  kind: 'process' | 'store' | 'actor' | 'flow';
  /** Undefined where nobody gave it one. */
  name: string | undefined;
  description: string | undefined;
  outOfScope: boolean;
  threats: readonly unknown[];
  /** Members of its own: those of version 1 lie in the cell, those of version 2 in its `data`. */
  data: Members;
  /** Where a flow starts and ends, by the ids of cells. */
  source: string | undefined;
  target: string | undefined;
  /** Steps from the root to the list of threats. */
  path: readonly (string | number)[];
}

const KINDS: ReadonlyMap<string, Cell['kind']> = new Map([
  ['process', 'process'],
  ['store', 'store'],
  ['actor', 'actor'],
  ['flow', 'flow'],
]);

/**
 * The cells of all diagrams that mean something; boundaries and texts do not. Source: Threat Dragon's schemas
 * owasp.threat-dragon.schema.V1.json and V2.json.
 */
export function* cellsOf(root: Members): Generator<Cell | { path: readonly (string | number)[] }> {
  const diagrams = asArray(member(root, 'detail', 'diagrams'));
  for (const [index, each] of diagrams.entries()) {
    const diagram = asObject(each);
    const inner = asObject(diagram?.['diagramJson']);
    const place = ['detail', 'diagrams', index, ...(inner ? ['diagramJson'] : []), 'cells'];
    for (const [at, cell] of asArray((inner ?? diagram)?.['cells']).entries()) {
      const path = [...place, at];
      const found = cellOf(cell, path);
      if (found === 'broken') yield { path };
      else if (found) yield found;
    }
  }
}

function cellOf(value: unknown, path: readonly (string | number)[]): Cell | 'broken' | undefined {
  const cell = asObject(value);
  if (!cell) return 'broken';
  const data = asObject(cell['data']);
  const own = data ?? cell;
  const word = asString(own['type']) ?? asString(cell['type']) ?? asString(cell['shape']) ?? '';
  const kind = KINDS.get(word.replace(/^tm\./, '').toLowerCase());
  if (!kind) return undefined;
  const id = asText(cell['id']);
  if (id === undefined) return 'broken';
  return {
    id,
    kind,
    name: nameOf(cell, own),
    description: asString(own['description']),
    outOfScope: asBoolean(own['outOfScope']) === true,
    threats: asArray(own['threats']),
    data: own,
    source: endOf(cell['source']),
    target: endOf(cell['target']),
    path: [...path, ...(data ? ['data'] : []), 'threats'],
  };
}

function nameOf(cell: Members, own: Members): string | undefined {
  const label = member(asArray(cell['labels'])[0], 'attrs', 'text', 'text');
  return [own['name'], member(cell, 'attrs', 'text', 'text'), label]
    .map((text) => asString(text)?.trim())
    .find((text) => text !== undefined && text !== '');
}

function endOf(value: unknown): string | undefined {
  return asText(member(value, 'cell')) ?? asText(member(value, 'id'));
}
