import type { WatchList } from '../shared/watch-list.ts';
import { datadog } from './products/datadog.ts';
import { icinga } from './products/icinga.ts';
import { manageengine } from './products/manageengine.ts';
import { newRelic } from './products/new-relic.ts';
import { pingdom } from './products/pingdom.ts';
import { splunkObservability } from './products/splunk-observability.ts';
import { wavefront } from './products/wavefront.ts';

/** Every list that is read; the first that knows a row has it. */
export const MONITORS: readonly WatchList[] = [
  ...datadog,
  ...newRelic,
  ...pingdom,
  ...icinga,
  ...splunkObservability,
  ...wavefront,
  ...manageengine,
];
