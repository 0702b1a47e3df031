import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { readWatchList } from '../shared/watch-list.ts';
import { LOG_SERVICES } from './log-services.ts';

/**
 * What log services list: searches that alert, hosts and sources that logs come from. Queries, log lines and whom
 * an alert is sent to are not kept.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export function readLogSearches(document: Document): AsyncGenerator<Reading> {
  return readWatchList(document, LOG_SERVICES);
}
