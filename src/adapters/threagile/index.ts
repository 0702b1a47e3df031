import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readThreagile } from './read.ts';

/** How one begins, so that broken YAML is refused with its line rather than as an unknown format. */
const BEGINS = /^threagile_version:/m;

export const adapter: Adapter = {
  id: 'threagile',
  about,
  title: 'Threagile threat model',
  aspects: ['threat-modeling'],
  detect(head) {
    const root = asObject(head.json ?? head.yaml);
    if (!root) return BEGINS.test(head.text) ? CERTAIN : 0;
    if ('threagile_version' in root) return CERTAIN;
    // Models may be split over several files, of which only the first names the version.
    return asObject(root['technical_assets']) ? LIKELY : 0;
  },
  read: readThreagile,
};
