import type { Adapter } from '../adapter.ts';
import { about } from './about.ts';
import { productOf } from './products.ts';
import { readSoarRuns } from './read.ts';

export const adapter: Adapter = {
  id: 'soar-run',
  about,
  title: 'Runs of remediation workflows (SOAR)',
  aspects: ['remediation'],
  detect: (head) => productOf(head)?.certainty ?? 0,
  read: readSoarRuns,
};
