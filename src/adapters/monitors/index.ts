import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { MONITORS } from './monitors.ts';
import { readMonitors } from './read.ts';

export const adapter: Adapter = {
  id: 'monitors',
  about,
  title:
    'Monitors and hosts: Datadog, New Relic, Pingdom, Icinga, Splunk Observability, Wavefront, ManageEngine',
  aspects: ['telemetry', 'alerts'],
  detect: (head) => productOf(head, MONITORS)?.certainty ?? 0,
  read: readMonitors,
};
