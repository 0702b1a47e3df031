import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { readWatchList } from '../shared/watch-list.ts';
import { MONITORS } from './monitors.ts';

/**
 * Monitors, alert rules and hosts as monitoring services list them. Of a monitor its name, state and urgency are
 * kept; queries, messages and whom it notifies are not.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export function readMonitors(document: Document): AsyncGenerator<Reading> {
  return readWatchList(document, MONITORS);
}
