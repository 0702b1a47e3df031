import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readCloudsploit } from './read.ts';

export const adapter: Adapter = {
  id: 'cloudsploit',
  about,
  title: 'CloudSploit scan (JSON and CSV)',
  aspects: ['configuration'],
  detect(head) {
    const first = asObject(asArray(head.json)[0]);
    if (first && 'plugin' in first && 'category' in first && 'status' in first) return CERTAIN;
    const columns = new Set((head.columns ?? []).map((name) => name.toLowerCase()));
    return columns.has('category') && columns.has('resource') && columns.has('statusword') ? CERTAIN : 0;
  },
  read: readCloudsploit,
};
