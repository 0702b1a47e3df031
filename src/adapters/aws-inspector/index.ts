import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readAwsInspector } from './read.ts';
import { shapeOf } from './shape.ts';

export const adapter: Adapter = {
  id: 'aws-inspector',
  about,
  title: 'Amazon Inspector findings and coverage',
  aspects: ['patch', 'configuration', 'secrets', 'cicd'],
  detect(head) {
    const shape = shapeOf(head);
    if (!shape) return 0;
    if (shape.sure) return CERTAIN;
    // No findings: other tools answer with an empty list of that name, too.
    return head.whole && /inspector/i.test(head.name) ? LIKELY : 0;
  },
  read: readAwsInspector,
};
