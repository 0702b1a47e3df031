import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { LOG_SERVICES } from './log-services.ts';
import { readLogSearches } from './read.ts';

export const adapter: Adapter = {
  id: 'log-searches',
  about,
  title:
    'Saved searches, alerts and hosts of log services: Splunk, Graylog, Sumo Logic, Mezmo, Loggly, LogRhythm',
  aspects: ['telemetry', 'alerts'],
  detect: (head) => productOf(head, LOG_SERVICES)?.certainty ?? 0,
  read: readLogSearches,
};
