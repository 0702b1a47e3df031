import { asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSpdx } from './read.ts';

export const adapter: Adapter = {
  id: 'spdx',
  about,
  title: 'SPDX bill of materials (JSON, tag-value)',
  aspects: ['patch'],
  detect({ json, text }) {
    const version = asString(asObject(json)?.spdxVersion);
    if (version?.startsWith('SPDX-2')) return CERTAIN;
    return /^SPDXVersion: SPDX-2/m.test(text) ? CERTAIN : 0;
  },
  read: readSpdx,
};
