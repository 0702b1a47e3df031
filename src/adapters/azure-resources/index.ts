import { asObject } from '../../formats/schema.ts';
import { type Adapter, LIKELY } from '../adapter.ts';
import { listingOf } from '../shared/listing.ts';
import { about } from './about.ts';
import { LISTINGS } from './lists.ts';
import { readAzureResources } from './read.ts';

export const adapter: Adapter = {
  id: 'azure-resources',
  about,
  title: 'Azure resources: Resource Graph, resource lists and deployments',
  aspects: ['inventory', 'deploy'],
  detect(head) {
    if (listingOf(head, LISTINGS)) return LIKELY;
    // Resource Graph's older answers are tables: names of columns, and rows.
    const table = asObject(asObject(head.json)?.data);
    return table && Array.isArray(table.columns) && Array.isArray(table.rows) ? LIKELY : 0;
  },
  read: readAzureResources,
};
