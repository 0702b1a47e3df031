import { asArray, asObject, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readGrype } from './read.ts';

export const adapter: Adapter = {
  id: 'grype',
  about,
  title: 'Grype report',
  aspects: ['patch'],
  detect({ json }) {
    const root = asObject(json);
    if (!Array.isArray(root?.matches)) return 0;
    if (member(root, 'descriptor', 'name') === 'grype') return CERTAIN;
    const first = asObject(asArray(root.matches)[0]);
    // The descriptor stands behind the matches.
    if (first)
      return 'vulnerability' in first && ('matchDetails' in first || 'artifact' in first) ? CERTAIN : 0;
    return 'distro' in root && 'source' in root ? LIKELY : 0;
  },
  read: readGrype,
};
