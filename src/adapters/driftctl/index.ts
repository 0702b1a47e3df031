import { asArray, asObject, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDriftctl } from './read.ts';

export const adapter: Adapter = {
  id: 'driftctl',
  about,
  title: 'driftctl scan (JSON)',
  aspects: ['deploy'],
  detect({ json }) {
    const root = asObject(json);
    if (!root) return 0;
    if (member(root, 'summary', 'total_unmanaged') !== undefined) return CERTAIN;
    // Without the summary: resources by how the code has them.
    const lists = ['managed', 'unmanaged', 'missing', 'differences'].filter((name) =>
      Array.isArray(root[name]),
    );
    const first = asObject(asArray(root.unmanaged)[0]) ?? asObject(asArray(root.managed)[0]);
    const isListed = lists.length >= 2 && first !== undefined && 'id' in first && 'type' in first;
    return isListed && ('coverage' in root || 'provider_name' in root) ? CERTAIN : 0;
  },
  read: readDriftctl,
};
