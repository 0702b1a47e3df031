import { asArray } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { listingOf } from '../shared/listing.ts';
import { about } from './about.ts';
import { readPgbackrest } from './read.ts';

export const adapter: Adapter = {
  id: 'pgbackrest',
  about,
  title: 'pgBackRest',
  aspects: ['backup'],
  detect(head) {
    if (listingOf(head, [{ pattern: '/*', members: ['name', 'backup', 'status.code', 'db'] }]))
      return CERTAIN;
    const stanza = { pattern: '/*', members: ['name', 'backup', 'archive'] };
    return listingOf(head, [stanza]) && asArray(head.json).length > 0 ? LIKELY : 0;
  },
  read: readPgbackrest,
};
