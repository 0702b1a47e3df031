import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDockerBench } from './read.ts';

export const adapter: Adapter = {
  id: 'docker-bench',
  about,
  title: 'Docker Bench for Security log (JSON)',
  aspects: ['configuration'],
  detect(head) {
    return 'dockerbenchsecurity' in (asObject(head.json) ?? {}) ? CERTAIN : 0;
  },
  read: readDockerBench,
};
