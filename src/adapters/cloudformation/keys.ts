import { asString, type Members } from '../../formats/schema.ts';
import { arnKey, cloudKey, type Key, otherKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** How ARNs are made where CloudFormation knows a resource by its name alone. */
const ARNS: ReadonlyMap<string, (at: string, name: string) => string> = new Map([
  ['AWS::Lambda::Function', (at, name) => `lambda:${at}:function:${name}`],
  ['AWS::DynamoDB::Table', (at, name) => `dynamodb:${at}:table/${name}`],
  ['AWS::RDS::DBInstance', (at, name) => `rds:${at}:db:${name.toLowerCase()}`],
  ['AWS::RDS::DBCluster', (at, name) => `rds:${at}:cluster:${name.toLowerCase()}`],
  ['AWS::ECS::Cluster', (at, name) => `ecs:${at}:cluster/${name}`],
  ['AWS::EKS::Cluster', (at, name) => `eks:${at}:cluster/${name}`],
  ['AWS::EFS::FileSystem', (at, name) => `elasticfilesystem:${at}:file-system/${name}`],
  ['AWS::ElastiCache::CacheCluster', (at, name) => `elasticache:${at}:cluster:${name}`],
  ['AWS::ElastiCache::ReplicationGroup', (at, name) => `elasticache:${at}:replicationgroup:${name}`],
  ['AWS::CloudWatch::Alarm', (at, name) => `cloudwatch:${at}:alarm:${name}`],
  ['AWS::Logs::LogGroup', (at, name) => `logs:${at}:log-group:${name}`],
]);

/**
 * A deployed resource, by what CloudFormation calls its physical id: an ARN, an id, or a name, which the stack's
 * ARN places in an account and region.
 */
export function deployedResource(
  type: string,
  physical: string,
  logical: string | undefined,
  stack: string | undefined,
): ResourceRef {
  const name = logical ?? physical;
  const kind = resourceTypeOf(type);
  if (parseArn(physical)) {
    const found = awsResource(physical);
    return { type: kind === 'other' ? found.type : kind, keys: found.keys, name };
  }
  const place = stack === undefined ? undefined : parseArn(stack);
  const keys: Key[] = [];
  if (type === 'AWS::S3::Bucket') keys.push(arnKey(`arn:${place?.partition ?? 'aws'}:s3:::${physical}`));
  const made = ARNS.get(type);
  if (place && made)
    keys.push(arnKey(`arn:${place.partition}:${made(`${place.region}:${place.account}`, physical)}`));
  if (/^[a-z]+-[0-9a-f]{8,17}$/.test(physical)) keys.push(cloudKey('aws', physical));
  const within = place ? `${place.account}:${place.region}:` : '';
  if (keys.length === 0) keys.push(otherKey('cloudformation', `${within}${type}:${physical}`.slice(0, 500)));
  return { type: kind, keys, name };
}

/** A resource of a template: by its name where the template gives one, else by where it stands. */
export function declaredResource(type: string, logical: string, properties: Members): ResourceRef {
  const bucket = type === 'AWS::S3::Bucket' ? asString(properties.BucketName) : undefined;
  const key =
    bucket && /^[a-z0-9.-]{3,63}$/.test(bucket)
      ? arnKey(`arn:aws:s3:::${bucket}`)
      : otherKey('cloudformation', `${type}:${logical}`);
  return { type: resourceTypeOf(type), keys: [key], name: logical };
}

/** A stack by its ARN. */
export function stackRef(id: string, name?: string): ResourceRef {
  const title = name ?? parseArn(id)?.resource.split('/')[1];
  return {
    type: 'other',
    keys: [parseArn(id) ? arnKey(id) : otherKey('cloudformation-stack', id)],
    ...(title && { name: title }),
  };
}
