import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readCheckov } from './read.ts';

export const adapter: Adapter = {
  id: 'checkov',
  about,
  title: 'Checkov results (JSON)',
  aspects: ['configuration', 'deploy'],
  detect({ json }) {
    const first = asObject(Array.isArray(json) ? asArray(json)[0] : json);
    const results = asObject(first?.results);
    if (first && 'check_type' in first && (results || 'summary' in first)) return CERTAIN;
    // A checkout in which nothing could be checked.
    return first && 'checkov_version' in first && 'passed' in first ? CERTAIN : 0;
  },
  read: readCheckov,
};
