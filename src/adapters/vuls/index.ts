import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readVuls } from './read.ts';

export const adapter: Adapter = {
  id: 'vuls',
  about,
  title: 'Vuls scan result of a host',
  aspects: ['patch'],
  detect(head) {
    const root = asObject(head.json);
    return root &&
      'jsonVersion' in root &&
      'serverName' in root &&
      ('scannedCves' in root || 'scannedAt' in root)
      ? CERTAIN
      : 0;
  },
  read: readVuls,
};
