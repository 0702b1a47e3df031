import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readConftest } from './read.ts';

export const adapter: Adapter = {
  id: 'conftest',
  about,
  title: 'Conftest and OPA policy tests',
  aspects: ['configuration'],
  detect(head) {
    const first = asObject(asArray(head.json)[0]);
    return first &&
      'filename' in first &&
      ('successes' in first || 'failures' in first || 'warnings' in first)
      ? CERTAIN
      : 0;
  },
  read: readConftest,
};
