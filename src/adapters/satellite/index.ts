import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSatellite } from './read.ts';

export const adapter: Adapter = {
  id: 'satellite',
  about,
  title: 'Red Hat Satellite and Foreman: applicable errata',
  aspects: ['patch'],
  detect(head) {
    const first = asObject(asArray(asObject(head.json)?.results)[0]);
    return first && 'errata_id' in first && ('hosts_applicable_count' in first || 'pulp_id' in first)
      ? CERTAIN
      : 0;
  },
  read: readSatellite,
};
