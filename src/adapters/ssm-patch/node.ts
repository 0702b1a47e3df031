import { asString, type Members } from '../../formats/schema.ts';
import { cloudKey, hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { oneLine } from '../shared/one-line.ts';

/** A node by the id that Systems Manager has for it: `i-…` in EC2, `mi-…` elsewhere. */
export function nodeRef(id: string): ResourceRef {
  return { type: 'host', keys: [cloudKey('aws', id)], name: id };
}

/** A node that is managed, seen when it was last heard from. */
export function managedNode(item: Members): Reading[] | undefined {
  const id = asString(item.InstanceId);
  if (id === undefined) return undefined;
  const at = awsInstant(item.LastPingDateTime);
  const computer = asString(item.ComputerName);
  const name = asString(item.Name) ?? computer;
  return [
    {
      kind: 'resource',
      type: 'host',
      keys: [cloudKey('aws', id), ...(computer ? [hostKey(computer)] : [])],
      name: name ? oneLine(name, 200) : id,
      ...(at !== undefined && { at }),
      reaches: ['inventory'],
    },
  ];
}
