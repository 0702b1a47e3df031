import { asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { accountKey, arnKey, cloudKey, type Key } from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** Members in which AWS answers hold the resource's own ARN; others ending in Arn name something else. */
const ARNS = [
  'Arn',
  'ARN',
  'arn',
  'DBInstanceArn',
  'DBClusterArn',
  'DBSnapshotArn',
  'FunctionArn',
  'TableArn',
  'LoadBalancerArn',
  'TopicArn',
  'clusterArn',
  'serviceArn',
  'AutoScalingGroupARN',
  'FileSystemArn',
  'CertificateArn',
  'KeyArn',
  'StateMachineArn',
  'StreamARN',
  'c7n:arn',
];

/** Ids that are unique in all of AWS, with what each names. The first that a resource has decides. */
const IDS: readonly (readonly [member: string, type: ResourceType])[] = [
  ['InstanceId', 'host'],
  ['NetworkInterfaceId', 'network'],
  ['VolumeId', 'volume'],
  ['GroupId', 'network'],
  ['SubnetId', 'network'],
  ['VpcId', 'network'],
  ['ImageId', 'image'],
  ['SnapshotId', 'other'],
  ['FileSystemId', 'volume'],
];

/** The resource that an element of `resources.json` is, by the shapes of AWS, Azure and Google Cloud. */
export function refOf(resource: Members): ResourceRef | undefined {
  return (
    awsByArn(resource) ?? azure(resource) ?? google(resource) ?? awsById(resource) ?? awsBucket(resource)
  );
}

/** The account of a resource, where the resource itself names it. */
export function accountOf(resource: Members): Key | undefined {
  const subscription = /^\/subscriptions\/([^/]+)\//i.exec(asString(resource['id']) ?? '')?.[1];
  if (subscription) return accountKey('azure', subscription);
  const arn = accountOfArn(arnOf(resource));
  if (arn) return arn;
  const owner = asText(resource['OwnerId']);
  if (owner && /^\d{12}$/.test(owner)) return accountKey('aws', owner);
  const project = /\/projects\/([^/]+)\//.exec(asString(resource['selfLink']) ?? '')?.[1];
  return project ? accountKey('gcp', project) : undefined;
}

function arnOf(resource: Members): string | undefined {
  for (const member of ARNS) {
    const arn = asString(resource[member]);
    if (arn && parseArn(arn)) return arn;
  }
  return undefined;
}

function awsByArn(resource: Members): ResourceRef | undefined {
  const arn = arnOf(resource);
  if (!arn) return undefined;
  const ref = awsResource(arn);
  const name = nameOf(resource) ?? ref.name;
  return { ...ref, ...(name !== undefined && { name }) };
}

function awsById(resource: Members): ResourceRef | undefined {
  for (const [member, type] of IDS) {
    const id = asString(resource[member]);
    if (!id || !/^[a-z]+-[0-9a-f]{8,17}$/.test(id)) continue;
    return { type, keys: [cloudKey('aws', id)], name: nameOf(resource) ?? id };
  }
  return undefined;
}

/** S3 lists buckets by name and creation date alone; their ARNs follow from their names. */
function awsBucket(resource: Members): ResourceRef | undefined {
  const name = asString(resource['Name']);
  const isBucket = 'CreationDate' in resource && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name ?? '');
  return name && isBucket ? { type: 'bucket', keys: [arnKey(`arn:aws:s3:::${name}`)], name } : undefined;
}

function azure(resource: Members): ResourceRef | undefined {
  const id = asString(resource['id']);
  if (!id || !/^\/subscriptions\/[^/]+\//i.test(id)) return undefined;
  const name = asString(resource['name']);
  const type = resourceTypeOf(asString(resource['type']));
  return { type, keys: [cloudKey('azure', id)], ...(name && { name }) };
}

function google(resource: Members): ResourceRef | undefined {
  const link = asString(resource['selfLink']);
  if (!link || !/^https:\/\/[\w.-]+\.googleapis\.com\//.test(link)) return undefined;
  const name = asString(resource['name']);
  const kind = asString(resource['kind'])?.split('#')[1];
  return { type: resourceTypeOf(kind), keys: [cloudKey('gcp', link)], ...(name && { name }) };
}

/** What people call it: the tag `Name`. */
function nameOf(resource: Members): string | undefined {
  const tags = awsTags(resource['Tags'] ?? asObject(resource['tags']));
  return tags && Object.hasOwn(tags, 'Name') && tags['Name'] ? tags['Name'] : undefined;
}
