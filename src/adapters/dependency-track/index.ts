import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readDependencyTrack } from './read.ts';

export const adapter: Adapter = {
  id: 'dependency-track',
  about,
  title: 'Dependency-Track findings and projects',
  aspects: ['patch'],
  detect({ json }) {
    const root = asObject(json);
    const first = asObject(asArray(Array.isArray(json) ? json : root?.findings)[0]);
    if (root && 'meta' in root && 'project' in root && Array.isArray(root.findings)) return CERTAIN;
    if (!first || root) return 0;
    if ('component' in first && 'vulnerability' in first && 'analysis' in first) return CERTAIN;
    return 'uuid' in first && 'lastBomImport' in first && 'name' in first ? CERTAIN : 0;
  },
  read: readDependencyTrack,
};
