import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readInspector } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-inspector',
  about,
  title: 'Amazon Inspector findings and coverage',
  aspects: ['patch'],
  detect({ json }) {
    const root = asObject(json);
    const detail = root?.detail;
    const first = asObject(asArray(root?.findings)[0]) ?? asObject(detail) ?? root;
    if (
      first &&
      'findingArn' in first &&
      ('inspectorScore' in first || 'packageVulnerabilityDetails' in first || 'resources' in first)
    )
      return CERTAIN;
    const covered = asObject(asArray(root?.coveredResources)[0]);
    return covered && 'scanType' in covered && 'resourceId' in covered ? CERTAIN : 0;
  },
  read: readInspector,
};
