import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readConftest } from './read.ts';

const LISTS = ['successes', 'failures', 'warnings', 'exceptions'];

export const adapter: Adapter = {
  id: 'conftest',
  about,
  title: 'conftest results (JSON)',
  aspects: ['deploy'],
  detect({ json }) {
    const first = asObject(asArray(json)[0]);
    if (!first || !('filename' in first)) return 0;
    const lists = LISTS.filter((name) => name in first).length;
    return 'namespace' in first || lists >= 2 ? (lists >= 1 ? CERTAIN : 0) : 0;
  },
  read: readConftest,
};
