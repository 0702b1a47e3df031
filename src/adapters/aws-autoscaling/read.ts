import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { arnKey, cloudKey, type Key } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';
import { awsItems, awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { processesSuspended, tested } from './statements.ts';

/**
 * Groups as EC2 Auto Scaling describes them (Amazon EC2 Auto Scaling API Reference: AutoScalingGroup). What
 * is configured is declared: that a service survives a loss is for an experiment to show.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAutoScaling(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Auto Scaling' } };
  const accounts = accountsOnce();
  for await (const { pointer, item } of awsItems(document, ['AutoScalingGroups'])) {
    const name = asString(item?.AutoScalingGroupName);
    const arn = asString(item?.AutoScalingGroupARN);
    if (!item || !name || !arn || !parseArn(arn)) {
      yield { kind: 'problem', where: pointer, why: 'Expected a group with its name and its ARN.' };
      continue;
    }
    yield* accounts(accountOfArn(arn));
    yield* group(item, name, arn);
  }
}

function* group(item: Members, name: string, arn: string): Generator<Reading> {
  const service: ResourceRef = { type: 'service', keys: [arnKey(arn)], name };
  const place = placeOf(arn);
  const tags = awsTags(item.Tags);
  const owner = ownerOf(tags);
  yield { kind: 'resource', ...service, ...place, ...(owner && { owner }), ...(tags && { tags }) };
  yield* instances(item, arn);
  yield {
    kind: 'rule',
    type: 'scaling',
    id: arn,
    title: `${name}: ${asText(item.MinSize) ?? '?'} to ${asText(item.MaxSize) ?? '?'} instances`,
    enabled: !processesSuspended(item),
    resource: service,
  };
  yield {
    kind: 'practice',
    aspect: 'resiliency',
    output: 'test',
    declared: true,
    subject: service,
    note: `Auto scaling group ${name}`,
  };
  for (const statement of tested(item)) {
    yield { kind: 'result', aspect: 'resiliency', declared: true, resource: service, ...statement };
  }
}

function* instances(item: Members, groupArn: string): Generator<Resource> {
  const parts = parseArn(groupArn);
  const place = placeOf(groupArn);
  for (const element of asArray(item.Instances)) {
    const id = asString(asObject(element)?.InstanceId);
    if (!id || !parts) continue;
    const arn = `arn:${parts.partition}:ec2:${parts.region}:${parts.account}:instance/${id}`;
    yield { kind: 'resource', type: 'host', keys: [arnKey(arn), cloudKey('aws', id)], name: id, ...place };
  }
}

function placeOf(arn: string): { account?: Key; region?: string } {
  const account = accountOfArn(arn);
  const region = parseArn(arn)?.region;
  return { ...(account && { account }), ...(region && { region }) };
}
