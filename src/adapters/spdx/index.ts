import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSpdx } from './read.ts';
import { syntaxOf } from './syntax.ts';

export const adapter: Adapter = {
  id: 'spdx',
  about,
  title: 'SPDX bill of materials',
  aspects: ['patch'],
  detect(head) {
    return syntaxOf(head) ? CERTAIN : 0;
  },
  read: readSpdx,
};
