import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { has } from '../shared/products.ts';
import { about } from './about.ts';
import { readKics } from './read.ts';

export const adapter: Adapter = {
  id: 'kics',
  about,
  title: 'KICS results (JSON)',
  aspects: ['deploy', 'configuration', 'secrets'],
  detect({ json }) {
    const root = asObject(json);
    if (!root) return 0;
    if ('severity_counters' in root && ('kics_version' in root || 'queries_total' in root)) return CERTAIN;
    const first = asObject(asArray(root.queries)[0]);
    return first && has(first, 'query_id', 'query_name', 'severity') ? LIKELY : 0;
  },
  read: readKics,
};
