import { asArray, asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readSigma } from './read.ts';

export const adapter: Adapter = {
  id: 'sigma',
  about,
  title: 'Sigma rule',
  aspects: ['alerts'],
  detect(head) {
    const root = asObject(head.yaml) ?? asObject(head.json) ?? asObject(asArray(head.json)[0]);
    if (!root) {
      // YAML that is broken is better refused with its line than not known at all.
      return /^logsource:/m.test(head.text) && /^detection:/m.test(head.text) ? POSSIBLE : 0;
    }
    const detects = asObject(root.logsource) && asObject(root.detection);
    const correlates = asObject(root.correlation) && asString(root.title);
    const begins = root.action === 'global' && asString(root.title);
    return detects || correlates || begins ? CERTAIN : 0;
  },
  read: readSigma,
};
