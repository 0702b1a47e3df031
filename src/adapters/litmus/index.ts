import { asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { firstManifest } from '../shared/manifests.ts';
import { about } from './about.ts';
import { readLitmus } from './read.ts';

export const adapter: Adapter = {
  id: 'litmus',
  about,
  title: 'LitmusChaos results',
  aspects: ['resiliency'],
  detect(head) {
    const first = firstManifest(head);
    if (asString(first?.apiVersion)?.startsWith('litmuschaos.io/')) {
      return /^Chaos(Result|Engine)(List)?$/.test(asString(first?.kind) ?? '') ? CERTAIN : 0;
    }
    // YAML that is broken is better refused with its line than not known at all.
    const named = /^[ \t]*(- )?apiVersion: litmuschaos\.io\//m.test(head.text);
    return first === undefined && named ? POSSIBLE : 0;
  },
  read: readLitmus,
};
