import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readCustodian } from './read.ts';
import { refOf } from './resource.ts';

export const adapter: Adapter = {
  id: 'custodian',
  about,
  title: 'Cloud Custodian run',
  aspects: ['remediation'],
  detect(head) {
    const root = asObject(head.json);
    if (root) {
      const isRun = asObject(root['policy']) && asObject(root['execution']) && 'version' in root;
      return isRun ? (asObject(root['config']) ? CERTAIN : LIKELY) : 0;
    }
    if (head.shape !== 'json' || !Array.isArray(head.json)) return 0;
    const first = asObject(asArray(head.json)[0]);
    if (first && Object.keys(first).some((name) => /^c7n(_|:)/i.test(name))) return CERTAIN;
    // Custodian names the file; the resources in it look as the cloud's own API answers.
    const isNamed = /(^|[^a-z])resources\.json$/i.test(head.name);
    return isNamed && (!first || refOf(first)) ? POSSIBLE : 0;
  },
  read: readCustodian,
};
