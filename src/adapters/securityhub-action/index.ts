import { asArray, asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSecurityHubAction } from './read.ts';

export const adapter: Adapter = {
  id: 'securityhub-action',
  about,
  title: 'AWS Security Hub custom action',
  aspects: ['remediation'],
  detect({ json }) {
    const first = asObject(asArray(json)[0]) ?? asObject(json);
    const type = asString(first?.['detail-type']) ?? '';
    const hub = first?.source === 'aws.securityhub';
    return hub && /Custom Action|Insight Results/i.test(type) ? CERTAIN : 0;
  },
  read: readSecurityHubAction,
};
