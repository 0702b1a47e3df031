import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { LISTS } from './lists.ts';
import { readBoundary } from './read.ts';

export const adapter: Adapter = {
  id: 'boundary',
  about,
  title: 'HashiCorp Boundary: users, sessions, audit events',
  aspects: ['access', 'telemetry'],
  detect: (head) => productOf(head, LISTS)?.certainty ?? 0,
  read: readBoundary,
};
