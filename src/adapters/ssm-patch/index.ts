import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSsmPatch } from './read.ts';

/** The list of each answer, and members that its elements have. */
const LISTS: readonly (readonly [list: string, members: readonly string[]])[] = [
  ['InstancePatchStates', ['InstanceId', 'PatchGroup']],
  ['ComplianceItems', ['ComplianceType', 'ResourceId']],
  ['InstanceInformationList', ['InstanceId', 'PingStatus']],
];

export const adapter: Adapter = {
  id: 'ssm-patch',
  about,
  title: 'AWS Systems Manager: patch states, compliance, managed instances',
  aspects: ['patch', 'inventory', 'telemetry'],
  detect({ json }) {
    const root = asObject(json);
    const has = (row: Members | undefined, members: readonly string[]) =>
      row !== undefined && members.every((name) => name in row);
    return LISTS.some(([list, members]) => has(asObject(asArray(root?.[list])[0]), members)) ? CERTAIN : 0;
  },
  read: readSsmPatch,
};
