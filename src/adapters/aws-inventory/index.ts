import { type Adapter, POSSIBLE } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { LISTS } from './lists.ts';
import { readAwsInventory } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-inventory',
  about,
  title: 'AWS inventory: what the describe and list calls answer',
  aspects: ['inventory', 'telemetry'],
  detect(head) {
    return listsCertainty(head, LISTS, POSSIBLE);
  },
  read: readAwsInventory,
};
