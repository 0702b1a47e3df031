import { asArray, asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readOpenvex } from './read.ts';

export const adapter: Adapter = {
  id: 'openvex',
  about,
  title: 'OpenVEX statements',
  aspects: ['patch'],
  detect({ json }) {
    const root = asObject(json);
    if (!root) return 0;
    if (/^https:\/\/openvex\.dev\/ns/.test(asString(root['@context']) ?? '')) return CERTAIN;
    const first = asObject(asArray(root.statements)[0]);
    return first && 'vulnerability' in first && 'status' in first ? LIKELY : 0;
  },
  read: readOpenvex,
};
