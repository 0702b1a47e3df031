import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readTrivy } from './read.ts';

export const adapter: Adapter = {
  id: 'trivy',
  about,
  title: 'Trivy report (JSON)',
  aspects: ['patch', 'configuration', 'secrets'],
  detect({ json }) {
    const root = asObject(json);
    const first = asObject(asArray(Array.isArray(json) ? json : root?.Results)[0]);
    const named =
      first !== undefined &&
      'Target' in first &&
      ('Class' in first || 'Type' in first || 'Vulnerabilities' in first);
    if (Array.isArray(json)) return named ? CERTAIN : 0;
    if (root && 'ArtifactName' in root && 'SchemaVersion' in root) return CERTAIN;
    return root !== undefined && 'ArtifactName' in root && 'ArtifactType' in root ? CERTAIN : 0;
  },
  read: readTrivy,
};
