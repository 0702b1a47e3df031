import { asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { firstElement } from '../shared/elements.ts';
import { about } from './about.ts';
import { kindOf, readAzureScaling } from './read.ts';

export const adapter: Adapter = {
  id: 'azure-scaling',
  about,
  title: 'Azure autoscale settings and scale sets',
  aspects: ['resiliency'],
  detect(head) {
    const first = firstElement(head, ['value']);
    return first && asString(first.id) && kindOf(first) ? CERTAIN : 0;
  },
  read: readAzureScaling,
};
