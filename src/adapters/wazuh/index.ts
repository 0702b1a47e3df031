import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readWazuh } from './read.ts';

export const adapter: Adapter = {
  id: 'wazuh',
  about,
  title: 'Wazuh vulnerability lists',
  aspects: ['patch'],
  detect(head) {
    const root = asObject(head.json);
    const item = asObject(asArray(asObject(root?.data)?.affected_items)[0]);
    if (item && 'cve' in item && 'detection_time' in item) return CERTAIN;
    const hit = asObject(asObject(asArray(asObject(root?.hits)?.hits)[0])?._source);
    return hit && asObject(hit.vulnerability) && asObject(hit.agent) ? CERTAIN : 0;
  },
  read: readWazuh,
};
