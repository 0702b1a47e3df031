import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readCheckov } from './read.ts';

export const adapter: Adapter = {
  id: 'checkov',
  about,
  title: 'Checkov results (JSON)',
  aspects: ['deploy', 'configuration', 'secrets', 'patch'],
  detect({ json }) {
    const first = asObject(Array.isArray(json) ? asArray(json)[0] : json);
    if (!first) return 0;
    // Where there was nothing to check, only the summary is written.
    const onlySummary = 'checkov_version' in first && 'passed' in first && 'failed' in first;
    return onlySummary || ('check_type' in first && asObject(first.results)) ? CERTAIN : 0;
  },
  read: readCheckov,
};
