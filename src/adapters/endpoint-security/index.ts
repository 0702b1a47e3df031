import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { PRODUCTS } from './products.ts';
import { readEndpointSecurity } from './read.ts';

export const adapter: Adapter = {
  id: 'endpoint-security',
  about,
  title: 'Endpoint and network detection: hosts with an agent, and what was detected',
  aspects: ['telemetry', 'alerts'],
  detect(head) {
    return productOf(head, PRODUCTS)?.certainty ?? 0;
  },
  read: readEndpointSecurity,
};
