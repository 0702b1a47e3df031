import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import { hostKey, type Key, otherKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';

/** Platforms that are no machine: what is looked at are things in them, which the report does not name. */
const CLOUDS = /^(aws|azure|gcp|k8s|kubernetes|vmware|alicloud|digitalocean)$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The machine or address that was looked at, where the report names one. */
export function targetOf(root: Members): ResourceRef | undefined {
  const platform = asObject(root.platform);
  const id = asString(platform?.target_id) ?? asString(member(root, 'passthrough', 'target_id'));
  const node = asString(root.node_name);
  const uuid = asString(root.node_uuid) ?? asString(root.node_id);
  if (!node && CLOUDS.test(asString(platform?.name) ?? '')) return undefined;
  const address = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(id ?? '')?.[1];
  if (address) return { type: 'service', keys: [hostKey(address)], name: address };
  const keys: Key[] = [];
  const names = [asString(root.fqdn), node, id];
  for (const name of names) {
    const key = name && isName(name) ? hostKey(name) : undefined;
    if (key && !keys.includes(key)) keys.push(key);
  }
  if (uuid) keys.push(otherKey('chef', uuid.toLowerCase()));
  // What InSpec makes up for a machine lasts as long as the machine.
  if (id && UUID.test(id)) keys.push(otherKey('inspec', id.toLowerCase()));
  if (keys.length === 0) return undefined;
  const name = names.find((each) => each !== undefined && isName(each));
  return { type: 'host', keys, ...(name && { name }) };
}

/** Whether it is a name of a machine; ids of containers and machines are none. */
function isName(text: string): boolean {
  return /^[\w.:-]{1,253}$/.test(text) && !UUID.test(text) && !/^[0-9a-f]{12,}$/i.test(text);
}
