import {
  accountKey,
  cloudKey,
  hostKey,
  identityKey,
  imageKey,
  type Key,
  otherKey,
  repositoryKey,
  serviceKey,
} from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';
import { awsResource } from '../shared/arn.ts';
import type { Values } from './values.ts';

const PROVIDERS = ['aws', 'azure', 'gcp', 'other'] as const;

/** The account that a row names. */
export function accountOf(values: Values): Key | undefined {
  const id = values.text('account');
  return id === undefined ? undefined : accountKey(providerOf(values), id);
}

function providerOf(values: Values): (typeof PROVIDERS)[number] {
  return values.word('provider', PROVIDERS) ?? 'aws';
}

/** The thing that a row is about: every key that it gives, the most lasting first, and what sort it is of. */
export function thingOf(values: Values, tool: string, alone = true): ResourceRef | undefined {
  const keys: Key[] = [];
  let guess: ResourceType | undefined;
  const add = (type: ResourceType, ...more: readonly Key[]) => {
    keys.push(...more.filter((key) => !keys.includes(key)));
    guess ??= type;
  };
  const arn = values.text('arn');
  if (arn !== undefined) {
    const { type, keys: own } = awsResource(arn);
    add(type, ...own);
  }
  const cloudId = values.text('cloudId');
  if (cloudId !== undefined)
    add(/^i-[0-9a-f]+$/.test(cloudId) ? 'host' : 'other', cloudKeyOf(values, cloudId));
  const repository = values.text('repository');
  if (repository !== undefined) add('repository', repositoryKey(withoutUser(repository)));
  const image = values.text('image');
  if (image !== undefined) add('image', imageKey(image));
  const host = values.text('host');
  if (host !== undefined) add('host', hostKey(host));
  const service = values.text('service');
  if (service !== undefined) add('service', serviceKey(service));
  const signIn = values.text('signIn');
  if (signIn !== undefined) add('identity', identityKey(signIn));
  const key = values.text('key');
  if (key !== undefined) add('other', otherKey(schemeOf(tool), key));
  const account = alone && keys.length === 0 ? accountOf(values) : undefined;
  if (account !== undefined) add('account', account);
  if (guess === undefined) return undefined;
  const name =
    values.text('resourceName') ??
    host ??
    service ??
    (repository === undefined ? undefined : withoutUser(repository)) ??
    image ??
    signIn;
  return { type: values.type('resourceType') ?? guess, keys, ...(name !== undefined && { name }) };
}

function cloudKeyOf(values: Values, id: string): Key {
  const provider = providerOf(values);
  return provider === 'other' ? otherKey('cloud', id) : cloudKey(provider, id);
}

/** An address may carry a user and a password, or a query. */
function withoutUser(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1').replace(/[?#].*$/s, '');
}

/** The scheme of a tool's own keys. */
export function schemeOf(tool: string): string {
  return (
    tool
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'mapped'
  );
}
