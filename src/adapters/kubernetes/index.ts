import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { firstManifest } from '../shared/manifests.ts';
import { about } from './about.ts';
import { isKnown } from './kinds.ts';
import { readKubernetes } from './read.ts';

/** Values that are encrypted in a manifest are another adapter's. */
const ENCRYPTED = /kind:[ \t]*"?SealedSecret|"kind":\s*"SealedSecret"|ENC\[|\$ANSIBLE_VAULT;/;

export const adapter: Adapter = {
  id: 'kubernetes',
  about,
  title: 'Kubernetes objects and manifests',
  aspects: ['inventory', 'configuration', 'secrets', 'resiliency'],
  detect(head) {
    const first = firstManifest(head);
    if (!first || !isKnown(first)) return 0;
    return ENCRYPTED.test(head.text) ? POSSIBLE : CERTAIN;
  },
  read: readKubernetes,
};
