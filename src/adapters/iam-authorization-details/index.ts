import { type Adapter, LIKELY } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAuthorizationDetails } from './read.ts';

/** The answer's lists, and a member that each element of them has. `Policies` alone is list-policies. */
const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['UserDetailList', 'UserName'],
  ['RoleDetailList', 'RoleName'],
  ['GroupDetailList', 'GroupName'],
];

export const adapter: Adapter = {
  id: 'iam-authorization-details',
  about,
  title: 'AWS IAM account authorization details',
  aspects: ['access'],
  detect: (head) => Math.max(...LISTS.map((list) => listsCertainty(head, [list], LIKELY))),
  read: readAuthorizationDetails,
};
