import { asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { firstManifest } from '../shared/manifests.ts';
import { about } from './about.ts';
import { readVelero } from './read.ts';

export const adapter: Adapter = {
  id: 'velero',
  about,
  title: 'Velero',
  aspects: ['backup'],
  detect(head) {
    const first = firstManifest(head);
    if (asString(first?.apiVersion)?.startsWith('velero.io/')) return CERTAIN;
    // YAML that is broken is better refused with its line than not known at all.
    return first === undefined && /^[ \t]*(- )?apiVersion: velero\.io\//m.test(head.text) ? POSSIBLE : 0;
  },
  read: readVelero,
};
