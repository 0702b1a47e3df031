import { asArray, asNumber, asObject, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readOcsf } from './read.ts';

export const adapter: Adapter = {
  id: 'ocsf',
  about,
  title: 'OCSF findings and inventory',
  aspects: ['inventory', 'patch', 'configuration', 'telemetry'],
  detect({ json }) {
    const first = asObject(asArray(json)[0]) ?? asObject(json);
    if (!first || asNumber(first['class_uid']) === undefined) return 0;
    return member(first, 'metadata', 'product') !== undefined || 'category_uid' in first ? CERTAIN : LIKELY;
  },
  read: readOcsf,
};
