import { behind } from '../../formats/behind.ts';
import type { Document, Head } from '../../formats/document.ts';
import { asObject } from '../../formats/schema.ts';
import { Refusal } from '../../records/refusal.ts';
import { mappingOf } from './map.ts';
import { MAP, type Mapping } from './mapping.ts';

/*
 * A mapped document is the export as it is, with its map as JSON on a line before it: one file that says how it
 * is to be read, so that it can be read again years later. Lines are counted from the start of the export.
 */

/** The first line of a document, where it is a map in JSON. */
function firstLine(head: Head): { line: string; value: unknown } | undefined {
  const end = head.text.indexOf('\n');
  const line = end < 0 ? head.text : head.text.slice(0, end);
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return asObject(value)?.['assay'] === MAP ? { line, value } : undefined;
  } catch {
    return undefined; // the map goes on over several lines, or is none
  }
}

/**
 * The map and the export of a mapped document; undefined where it is a map alone.
 * @throws Refusal `invalid` where the map breaks its rules
 */
export function unbundle(document: Document): { mapping: Mapping; document: Document } | undefined {
  const first = firstLine(document.head);
  if (!first) return undefined;
  const rest = document.head.text.slice(first.line.length + 1);
  if (rest.trim() === '') return undefined;
  const mapping = mappingOf(first.value, document.path);
  return { mapping, document: behind(document, first.line.length + 1, 'rows') };
}

/**
 * The line to put before an export, so that the adapter `csvmap` reads it by this map.
 * @param map the map as it was written (parsed YAML or JSON), already checked
 * @throws Refusal `too-large` where it does not fit in what is looked at to recognise a document
 */
export function bundleLine(map: unknown): string {
  const line = `${JSON.stringify(map)}\n`;
  if (line.length <= 48 * 1024) return line;
  throw new Refusal(
    'too-large',
    'The map has more than 48 KiB as JSON.',
    {},
    'Shorten its tables of meanings.',
  );
}
