import { asArray, asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { answerOf } from '../shared/elements.ts';
import { about } from './about.ts';
import { readGcpScaling } from './read.ts';

/** What the Compute Engine API calls its answers and their elements. */
const KIND = /^compute#(autoscaler|instanceGroupManager|backendService|regionAutoscaler)/;

export const adapter: Adapter = {
  id: 'gcp-scaling',
  about,
  title: 'Google Compute Engine autoscalers and load balancing',
  aspects: ['resiliency'],
  detect(head) {
    const answer = answerOf(head);
    const first = asObject(asArray(answer)[0]) ?? asObject(answer);
    if (KIND.test(asString(first?.kind) ?? '')) return CERTAIN;
    if (KIND.test(asString(asObject(first?.status)?.kind) ?? '')) return CERTAIN;
    const item = asObject(asArray(first?.items)[0]);
    return KIND.test(asString(item?.kind) ?? '') ? CERTAIN : 0;
  },
  read: readGcpScaling,
};
