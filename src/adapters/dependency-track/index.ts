import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDependencyTrack } from './read.ts';
import { shapeOf } from './shape.ts';

export const adapter: Adapter = {
  id: 'dependency-track',
  about,
  title: 'OWASP Dependency-Track findings and projects',
  aspects: ['patch'],
  detect(head) {
    return shapeOf(head) ? CERTAIN : 0;
  },
  read: readDependencyTrack,
};
