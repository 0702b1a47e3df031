import { type Adapter, LIKELY } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { LISTS, readSsmPatch } from './read.ts';

export const adapter: Adapter = {
  id: 'ssm-patch',
  about,
  title: 'AWS Systems Manager: patch states, compliance and managed nodes',
  aspects: ['patch', 'configuration', 'inventory'],
  detect(head) {
    // An empty list of this name could be another service's.
    const own = LISTS.filter(([list]) => list !== 'Patches');
    return listsCertainty(head, own, LIKELY) || listsCertainty(head, LISTS, 0);
  },
  read: readSsmPatch,
};
