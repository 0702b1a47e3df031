import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readTrivy } from './read.ts';
import { shapeOf } from './shape.ts';

export const adapter: Adapter = {
  id: 'trivy',
  about,
  title: 'Trivy report',
  aspects: ['patch', 'configuration', 'secrets'],
  detect(head) {
    return shapeOf(head) ? CERTAIN : 0;
  },
  read: readTrivy,
};
