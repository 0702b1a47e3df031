import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readAsff } from './read.ts';
import { findingsIn } from './shape.ts';

export const adapter: Adapter = {
  id: 'asff',
  about,
  title: 'AWS Security Finding Format (ASFF)',
  aspects: ['configuration', 'patch', 'secrets', 'telemetry'],
  detect(head) {
    const found = findingsIn(head);
    if (!found) return 0;
    if (found.sure) return CERTAIN;
    // No findings: the answer is an empty list, which other services of AWS have too.
    return head.whole && /security-?hub|asff/i.test(head.name) ? LIKELY : POSSIBLE / 2;
  },
  read: readAsff,
};
