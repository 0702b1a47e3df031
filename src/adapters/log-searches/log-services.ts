import type { WatchList } from '../shared/watch-list.ts';
import { graylog } from './products/graylog.ts';
import { loggly } from './products/loggly.ts';
import { logrhythm } from './products/logrhythm.ts';
import { mezmo } from './products/mezmo.ts';
import { splunk } from './products/splunk.ts';
import { sumoLogic } from './products/sumo-logic.ts';

/** Every list that is read; the first that knows a row has it. */
export const LOG_SERVICES: readonly WatchList[] = [
  ...splunk,
  ...graylog,
  ...sumoLogic,
  ...mezmo,
  ...loggly,
  ...logrhythm,
];
