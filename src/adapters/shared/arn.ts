import { accountKey, arnKey, cloudKey, type Key } from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';

/** Parts of an Amazon Resource Name: `arn:partition:service:region:account:resource`. */
export interface Arn {
  partition: string;
  service: string;
  /** Empty for global services. */
  region: string;
  /** Empty where the name says none (S3 buckets). */
  account: string;
  /** What follows, colons and slashes included. */
  resource: string;
}

const ARN = /^(arn:[^:]*):([^:]+):([^:]*):([^:]*):(.+)$/s;

/** The parts, or undefined where the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text.trim());
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition: partition.slice(4), service, region, account, resource };
}

/** The key of the account that an ARN names, where it names one. */
export function accountOfArn(arn: string | undefined): Key | undefined {
  const account = arn === undefined ? undefined : parseArn(arn)?.account;
  // AWS's own resources have `aws` in this place, which is nobody's account.
  return account && /^\d{12}$/.test(account) ? accountKey('aws', account) : undefined;
}

const TYPES: readonly (readonly [service: string, resource: RegExp, type: ResourceType])[] = [
  ['autoscaling', /^autoScalingGroup:/, 'service'],
  ['ec2', /^instance\//, 'host'],
  ['ec2', /^volume\//, 'volume'],
  ['ec2', /^image\//, 'image'],
  ['ec2', /^(vpc|subnet|security-group|network-acl|natgateway|internet-gateway)\//, 'network'],
  ['ecs', /^service\//, 'service'],
  ['ecs', /^cluster\//, 'cluster'],
  ['eks', /^cluster\//, 'cluster'],
  ['elasticloadbalancing', /^(loadbalancer|targetgroup)\//, 'service'],
  ['elasticfilesystem', /^file-system\//, 'volume'],
  ['fsx', /^(file-system|volume)\//, 'volume'],
  ['dynamodb', /^table\/[^/]+$/, 'database'],
  ['elasticache', /^(cluster|replicationgroup|serverlesscache):/, 'database'],
  ['lambda', /^function:/, 'function'],
  ['rds', /^(db|cluster):/, 'database'],
  ['redshift', /^(cluster|namespace):/, 'database'],
  ['s3', /^[^/]+$/, 'bucket'],
  ['secretsmanager', /^secret:/, 'secret'],
  ['timestream', /^database\//, 'database'],
];

/** The resource that an ARN names; its type is `other` where the service is not known. */
export function awsResource(arn: string): ResourceRef {
  const parts = parseArn(arn);
  const type = TYPES.find(
    ([service, resource]) => parts?.service === service && resource.test(parts.resource),
  )?.[2];
  const name = parts?.resource.split(/[:/]/).at(-1);
  const keys = [arnKey(arn)];
  // Ids of instances and volumes are unique in all of AWS, and many tools know them by nothing else.
  if (parts?.service === 'ec2' && name && /^[a-z]+-[0-9a-f]+$/.test(name)) keys.push(cloudKey('aws', name));
  return { type: type ?? 'other', keys, ...(name && { name }) };
}
