import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { formatOf } from './formats.ts';
import { readLockfile } from './read.ts';

export const adapter: Adapter = {
  id: 'lockfiles',
  about,
  title: 'Lock files of package managers',
  aspects: ['patch'],
  detect: (head) => (formatOf(head) ? CERTAIN : 0),
  read: readLockfile,
};
