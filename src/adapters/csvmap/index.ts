import type { Document } from '../../formats/document.ts';
import { asObject } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { ASPECTS } from '../../records/words.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { unbundle } from './bundle.ts';
import { parseMap } from './map.ts';
import type { Mapping } from './mapping.ts';
import { readMapped } from './read.ts';

/** How a map begins, so that a broken one is refused with its line rather than as an unknown format. */
const BEGINS = /^(?:(?:#[^\n]*|[^\S\n]*)\n)*assay: *["']?map\//;

/** Mapped documents (a map on the first line, the export behind it), and maps, which it refuses with advice. */
export const adapter: Adapter = {
  id: 'csvmap',
  about,
  title: 'Any table, read by a map',
  aspects: ASPECTS,
  detect(head) {
    if (BEGINS.test(head.text)) return CERTAIN;
    const root =
      head.shape === 'ndjson' && Array.isArray(head.json) ? head.json[0] : (head.json ?? head.yaml);
    const assay = asObject(root)?.['assay'];
    return typeof assay === 'string' && assay.startsWith('map/') ? CERTAIN : 0;
  },
  read: readBundle,
};

/**
 * An adapter that reads documents by a map. It recognises nothing by itself: the caller names the map.
 */
export function mappedAdapter(mapping: Mapping): Adapter {
  return {
    id: 'csvmap',
    about,
    title: mapping.name,
    aspects: ASPECTS,
    detect: () => 0,
    read: (document) => readMapped(mapping, document),
  };
}

async function* readBundle(document: Document): AsyncGenerator<Reading> {
  const bundle = unbundle(document);
  if (bundle) {
    yield* readMapped(bundle.mapping, bundle.document);
    return;
  }
  // A map with a fault is better refused for its fault.
  const { name } = await parseMap(document);
  throw new Refusal(
    'usage',
    `This is the map "${name}", which says how to read another file; it holds no evidence itself.`,
    { file: document.path },
    'Hand in the file that it reads, and name the map: assay import FILE --map MAP.yaml',
  );
}
