import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readGuard } from './read.ts';

export const adapter: Adapter = {
  id: 'cfn-guard',
  about,
  title: 'AWS CloudFormation Guard results (JSON)',
  aspects: ['deploy'],
  detect({ json }) {
    const first = asObject(Array.isArray(json) ? asArray(json)[0] : json);
    if (!first || !Array.isArray(first.not_compliant)) return 0;
    return 'compliant' in first || 'not_applicable' in first || 'status' in first ? CERTAIN : 0;
  },
  read: readGuard,
};
