import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDriftctl } from './read.ts';

export const adapter: Adapter = {
  id: 'driftctl',
  about,
  title: 'driftctl scan (JSON)',
  aspects: ['deploy'],
  detect(head) {
    const root = asObject(head.json);
    return root && asObject(root.summary) && 'total_unmanaged' in (asObject(root.summary) ?? {})
      ? CERTAIN
      : 0;
  },
  read: readDriftctl,
};
