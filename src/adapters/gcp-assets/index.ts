import type { Adapter } from '../adapter.ts';
import { listingCertainty } from '../shared/listing.ts';
import { about } from './about.ts';
import { LISTINGS, readGcpAssets } from './read.ts';

export const adapter: Adapter = {
  id: 'gcp-assets',
  about,
  title: 'Google Cloud Asset Inventory',
  aspects: ['inventory', 'deploy'],
  detect(head) {
    return listingCertainty(head, LISTINGS);
  },
  read: readGcpAssets,
};
