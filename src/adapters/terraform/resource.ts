import { asObject, asString, type Members } from '../../formats/schema.ts';
import {
  accountKey,
  arnKey,
  cloudKey,
  hostKey,
  identityKey,
  type Key,
  otherKey,
  repositoryKey,
} from '../../records/key.ts';
import type { Resource, ResourceType } from '../../records/record.ts';
import { accountOfArn } from '../shared/arn.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** One resource instance as a state or a plan has it. Of its attributes only names and ids are read. */
export interface Instance {
  /** `aws_s3_bucket.data[0]`, with its module. */
  address: string;
  type: string;
  attributes: Members;
}

/**
 * The thing that a resource instance is, in infrastructure code: its mention reaches deploy.
 * Values that may be secret (passwords, keys, contents) are never looked at.
 */
export function resourceOf({ address, type, attributes }: Instance): Resource {
  const arn = asString(attributes['arn']);
  const id = asString(attributes['id']);
  const kind = resourceTypeOf(type);
  const account = accountOf(type, attributes, arn);
  const tags = tagsOf(attributes);
  const owner = ownerOf(tags);
  const region = asString(attributes['region']) ?? asString(attributes['location']) ?? arn?.split(':')[3];
  const name = nameOf(attributes, kind) ?? address;
  const open = publicOf(attributes);
  return {
    kind: 'resource',
    type: kind,
    keys: keysOf(type, kind, attributes, arn, id, address),
    name,
    reaches: ['deploy'],
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(open !== undefined && { public: open }),
    ...(tags && { tags }),
  };
}

function keysOf(
  type: string,
  kind: ResourceType,
  attributes: Members,
  arn: string | undefined,
  id: string | undefined,
  address: string,
): readonly Key[] {
  const keys: Key[] = [];
  if (arn?.startsWith('arn:')) keys.push(arnKey(arn));
  if (type.startsWith('aws_') && id && /^[a-z]+-[0-9a-f]{8,}$/.test(id)) keys.push(cloudKey('aws', id));
  if (kind === 'bucket' && type === 'aws_s3_bucket' && keys.length === 0 && id)
    keys.push(arnKey(`arn:aws:s3:::${id}`));
  if (type.startsWith('azurerm_') && id?.startsWith('/')) keys.push(cloudKey('azure', id));
  const link = asString(attributes['self_link']) ?? (type.startsWith('google_') ? id : undefined);
  if (type.startsWith('google_') && link) keys.push(cloudKey('gcp', link));
  const repository =
    asString(attributes['http_clone_url']) ??
    asString(attributes['http_url_to_repo']) ??
    asString(attributes['html_url']);
  if (kind === 'repository' && repository) keys.push(repositoryKey(repository));
  if (kind === 'host')
    for (const name of ['private_dns', 'public_dns']) {
      const host = asString(attributes[name]);
      if (host) keys.push(hostKey(host));
    }
  const email = asString(attributes['email']) ?? asString(attributes['login']);
  if (kind === 'identity' && email) keys.push(identityKey(email));
  return keys.length > 0 ? keys : [otherKey('terraform', `${type}:${id ?? address}`)];
}

function accountOf(type: string, attributes: Members, arn: string | undefined): Key | undefined {
  const owned = accountOfArn(arn);
  if (owned) return owned;
  const aws = asString(attributes['owner_id']) ?? asString(attributes['account_id']);
  if (type.startsWith('aws_') && aws && /^\d{12}$/.test(aws)) return accountKey('aws', aws);
  const subscription = /^\/subscriptions\/([^/]+)/.exec(asString(attributes['id']) ?? '')?.[1];
  if (type.startsWith('azurerm_') && subscription) return accountKey('azure', subscription);
  const project = asString(attributes['project']);
  return type.startsWith('google_') && project ? accountKey('gcp', project) : undefined;
}

function nameOf(attributes: Members, kind: ResourceType): string | undefined {
  const names =
    kind === 'bucket'
      ? ['bucket', 'name', 'id']
      : ['identifier', 'name', 'cluster_identifier', 'function_name', 'id'];
  for (const name of names) {
    const text = asString(attributes[name]);
    if (text) return text;
  }
  return undefined;
}

function tagsOf(attributes: Members): Record<string, string> | undefined {
  const tags: Record<string, string> = Object.create(null);
  for (const source of ['tags_all', 'tags', 'labels']) {
    for (const [name, value] of Object.entries(asObject(attributes[source]) ?? {}))
      if (typeof value === 'string') tags[name] = value;
  }
  return Object.keys(tags).length > 0 ? tags : undefined;
}

/** Only what says so plainly. */
function publicOf(attributes: Members): boolean | undefined {
  const flag = attributes['publicly_accessible'] ?? attributes['public_network_access_enabled'];
  return typeof flag === 'boolean' ? flag : undefined;
}
