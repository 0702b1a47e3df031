import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readGrype } from './read.ts';

export const adapter: Adapter = {
  id: 'grype',
  about,
  title: 'Grype report (JSON)',
  aspects: ['patch'],
  detect({ json }) {
    const root = asObject(json);
    const first = asObject(asArray(root?.matches)[0]);
    if (!root || !Array.isArray(root.matches)) return 0;
    if (first) return 'vulnerability' in first && 'artifact' in first ? CERTAIN : 0;
    return asObject(root.descriptor)?.name === 'grype' ? CERTAIN : 0;
  },
  read: readGrype,
};
