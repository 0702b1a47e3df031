import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readClair } from './read.ts';

export const adapter: Adapter = {
  id: 'clair',
  about,
  title: 'Clair report of an image',
  aspects: ['patch'],
  detect(head) {
    const root = asObject(head.json);
    if (!root) return 0;
    const first = asObject(asArray(root.vulnerabilities)[0]);
    if (first && 'featurename' in first) return CERTAIN;
    if ('unapproved' in root && 'image' in root) return CERTAIN;
    if ('manifest_hash' in root && 'package_vulnerabilities' in root) return CERTAIN;
    if ('LayerCount' in root && 'Vulnerabilities' in root) return CERTAIN;
    return asObject(asObject(root.data)?.Layer) ? CERTAIN : 0;
  },
  read: readClair,
};
