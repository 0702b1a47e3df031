import type { Adapter } from '../adapter.ts';
import { about } from './about.ts';
import { productOf } from './products.ts';
import { readIncidents } from './read.ts';

export const adapter: Adapter = {
  id: 'incidents',
  about,
  title: 'Incidents and on-call (PagerDuty, Opsgenie, Splunk On-Call)',
  aspects: ['alerts'],
  detect: (head) => productOf(head)?.certainty ?? 0,
  read: readIncidents,
};
