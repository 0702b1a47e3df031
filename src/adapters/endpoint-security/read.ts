import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { readWatchList } from '../shared/watch-list.ts';
import { PRODUCTS } from './products.ts';

/**
 * Hosts that an endpoint or network security product knows, each heard from when its agent last reported, and
 * what was detected. Of a detection the rule's name, its severity, its host and its time are kept, and nothing
 * of what triggered it.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export function readEndpointSecurity(document: Document): AsyncGenerator<Reading> {
  return readWatchList(document, PRODUCTS);
}
