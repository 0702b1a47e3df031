import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readOsvScanner } from './read.ts';

export const adapter: Adapter = {
  id: 'osv-scanner',
  about,
  title: 'OSV-Scanner report',
  aspects: ['patch'],
  detect(head) {
    const results = asObject(head.json)?.results;
    const source = asObject(asObject(asArray(results)[0])?.source);
    if (source && 'path' in source && 'type' in source) return CERTAIN;
    return Array.isArray(results) &&
      results.length === 0 &&
      'experimental_config' in (asObject(head.json) ?? {})
      ? CERTAIN
      : 0;
  },
  read: readOsvScanner,
};
