import { asArray, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { alarm, alertRule, type RulesSeen } from '../shared/telemetry.ts';

/** Dimensions that name one resource, and its ARN after region and account. */
const DIMENSIONS: readonly (readonly [name: string, service: string, resource: string])[] = [
  ['InstanceId', 'ec2', 'instance/'],
  ['VolumeId', 'ec2', 'volume/'],
  ['NatGatewayId', 'ec2', 'natgateway/'],
  ['DBInstanceIdentifier', 'rds', 'db:'],
  ['DBClusterIdentifier', 'rds', 'cluster:'],
  ['FunctionName', 'lambda', 'function:'],
  ['TableName', 'dynamodb', 'table/'],
  ['LoadBalancer', 'elasticloadbalancing', 'loadbalancer/'],
  ['LoadBalancerName', 'elasticloadbalancing', 'loadbalancer/'],
  ['FileSystemId', 'elasticfilesystem', 'file-system/'],
  ['CacheClusterId', 'elasticache', 'cluster:'],
];

/**
 * An alarm: a rule, and where it is in the state ALARM also what fired. One without data has not been
 * evaluated yet.
 */
export function* cloudWatchAlarm(item: Members, pointer: string, seen: RulesSeen): Generator<Reading> {
  const name = asString(item.AlarmName);
  if (!name) {
    yield { kind: 'problem', where: pointer, why: 'Expected the name of the alarm.' };
    return;
  }
  const watches = watchedBy(item);
  const enabled = item.ActionsEnabled !== false;
  const actions = asStrings(item.AlarmActions);
  const state = asString(item.StateValue)?.toUpperCase();
  if (watches) yield { kind: 'resource', ...watches };
  yield alertRule({ id: name, enabled, watches });
  if (enabled) seen.rules += 1;
  if (enabled && (state === 'OK' || state === 'ALARM')) seen.evaluated += 1;
  if (state !== 'ALARM') return;
  yield* alarm({
    title: name,
    at: awsInstant(item.StateTransitionedTimestamp) ?? awsInstant(item.StateUpdatedTimestamp),
    about: watches,
    // Other actions recover, stop or scale something, and tell nobody.
    delivered: enabled && actions.some((action) => /:(sns|ssm-incidents|ssm):/.test(action)),
  });
}

function watchedBy(item: Members): ResourceRef | undefined {
  const arn = parseArn(asString(item.AlarmArn) ?? '');
  if (!arn) return undefined;
  const values = new Map<string, string>();
  for (const element of asArray(item.Dimensions)) {
    const dimension = asObject(element);
    const name = asString(dimension?.Name);
    const value = asString(dimension?.Value);
    if (name && value) values.set(name, value);
  }
  const { partition, region, account } = arn;
  const bucket = values.get('BucketName');
  if (bucket) return awsResource(`arn:${partition}:s3:::${bucket}`);
  const [cluster, service] = [values.get('ClusterName'), values.get('ServiceName')];
  if (cluster && service) {
    return awsResource(`arn:${partition}:ecs:${region}:${account}:service/${cluster}/${service}`);
  }
  for (const [name, api, resource] of DIMENSIONS) {
    const value = values.get(name);
    if (value) return awsResource(`arn:${partition}:${api}:${region}:${account}:${resource}${value}`);
  }
  return undefined;
}
