import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { kindOf } from './kinds.ts';
import { readLockfile } from './read.ts';

export const adapter: Adapter = {
  id: 'lockfiles',
  about,
  title: 'lock files of package managers',
  aspects: ['patch'],
  detect: (head) => (kindOf(head) ? CERTAIN : 0),
  read: readLockfile,
};
