import { asArray, asObject, asString, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { isPlaybook } from './playbook.ts';
import { readPlaybooks } from './read.ts';

export const adapter: Adapter = {
  id: 'cacao',
  about,
  title: 'CACAO security playbook',
  aspects: ['playbooks'],
  detect(head) {
    const root = asObject(head.json);
    const one = [head.json, ...asArray(head.json), ...asArray(root?.['objects'])].find(isPlaybook);
    if (one === undefined) return 0;
    if (/^(cacao-)?\d/.test(asString(member(one, 'spec_version')) ?? '')) return CERTAIN;
    return asString(member(one, 'id'))?.startsWith('playbook') ? LIKELY : 0;
  },
  read: readPlaybooks,
};
