import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readGoss } from './read.ts';

export const adapter: Adapter = {
  id: 'goss',
  about,
  title: 'Goss results (JSON)',
  aspects: ['configuration'],
  detect({ json }) {
    const root = asObject(json);
    const first = asObject(asArray(root?.results)[0]);
    const summary = asObject(root?.summary);
    if (!summary || !('test-count' in summary)) return first && 'resource-id' in first ? CERTAIN : 0;
    return 'failed-count' in summary ? CERTAIN : 0;
  },
  read: readGoss,
};
