import { asArray, asNumber, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readThreatComposer } from './read.ts';

const PARTS = [
  'applicationInfo',
  'architecture',
  'dataflow',
  'brainstormData',
  'assumptions',
  'mitigations',
  'assumptionLinks',
  'mitigationLinks',
];

export const adapter: Adapter = {
  id: 'threat-composer',
  about,
  title: 'AWS Threat Composer model',
  aspects: ['threat-modeling'],
  detect(head) {
    const root = asObject(head.json);
    if (!root || asNumber(root['schema']) === undefined) return 0;
    const threat = asObject(asArray(root['threats'])[0]);
    if (threat && ('threatSource' in threat || 'threatAction' in threat || 'statement' in threat)) {
      return CERTAIN;
    }
    // The pictures of a model often fill all that can be looked at: then what stands before them decides.
    const parts = PARTS.filter((name) => name in root).length + ('threats' in root ? 1 : 0);
    return parts >= 2 ? CERTAIN : 'applicationInfo' in root ? LIKELY : 0;
  },
  read: readThreatComposer,
};
