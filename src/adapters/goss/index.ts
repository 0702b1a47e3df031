import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { has } from '../shared/products.ts';
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
    if (first && has(first, 'resource-id', 'resource-type', 'property')) return CERTAIN;
    const summary = asObject(root?.summary);
    return summary && has(summary, 'test-count', 'failed-count', 'summary-line') ? CERTAIN : 0;
  },
  read: readGoss,
};
