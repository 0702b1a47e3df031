import type { Document } from '../../formats/document.ts';
import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { accountKey, arnKey, cloudKey, type Key } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsResource } from '../shared/arn.ts';
import { awsInstant, awsItems, awsTags } from '../shared/aws-answer.ts';
import { checkResult } from '../shared/check-result.ts';
import { later } from '../shared/later.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

const LISTS = ['configurationItems', 'EvaluationResults', 'ComplianceByResources', 'ComplianceByConfigRules'];

/**
 * Snapshots and histories (`configurationItems`), and what rules found (AWS Config API Reference:
 * GetComplianceDetailsByConfigRule, DescribeComplianceByResource, DescribeComplianceByConfigRule).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsConfig(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Config' } };
  const accounts = accountsOnce(['inventory']);
  const latest = new Map<'inventory' | 'configuration', { at: Instant | undefined; count: number }>();
  const note = (aspect: 'inventory' | 'configuration', at: Instant | undefined) => {
    const known = latest.get(aspect);
    latest.set(aspect, { at: later(known?.at, at), count: (known?.count ?? 0) + 1 });
  };
  for await (const { list, pointer, item } of awsItems(document, LISTS)) {
    const found = item && (list === 'configurationItems' ? configurationItem(item) : compliance(list, item));
    if (!found) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a resource with its type and id, or a rule with its compliance.',
      };
      continue;
    }
    for (const reading of found.readings) {
      if (reading.kind === 'resource') yield* accounts(reading.account);
      yield reading;
    }
    note(list === 'configurationItems' ? 'inventory' : 'configuration', found.at);
  }
  for (const [aspect, { at, count }] of latest) {
    const what = aspect === 'inventory' ? 'configuration items recorded' : 'rule results';
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      ...(at !== undefined && { at }),
      automation: 'full',
      note: `${count} ${what}`,
    };
  }
}

interface Found {
  readings: Reading[];
  at: Instant | undefined;
}

function configurationItem(item: Members): Found | undefined {
  const type = asString(item.resourceType);
  const id = asString(item.resourceId);
  const at = awsInstant(item.configurationItemCaptureTime);
  if (!type || !id) return undefined;
  if (/^ResourceDeleted/.test(asString(item.configurationItemStatus) ?? '')) return { readings: [], at };
  const ref = refOf(type, id, asString(item.arn) ?? asString(item.ARN));
  const accountId = asString(item.awsAccountId) ?? asString(item.accountId);
  const account: Key | undefined = accountId ? accountKey('aws', accountId) : undefined;
  const tags = awsTags(item.tags);
  const owner = ownerOf(tags);
  const name = asString(item.resourceName) ?? ref.name;
  const region = asString(item.awsRegion);
  return {
    readings: [
      {
        kind: 'resource',
        ...ref,
        reaches: ['inventory'],
        ...(at !== undefined && { at }),
        ...(name && { name }),
        ...(account && { account }),
        ...(region && { region }),
        ...(owner && { owner }),
        ...(tags && { tags }),
      },
    ],
    at,
  };
}

function compliance(list: string, item: Members): Found | undefined {
  if (list === 'EvaluationResults') {
    const qualifier = asObject(member(item.EvaluationResultIdentifier, 'EvaluationResultQualifier'));
    const at = awsInstant(item.ResultRecordedTime) ?? awsInstant(item.ConfigRuleInvokedTime);
    return resultOf(asString(qualifier?.ConfigRuleName), item.ComplianceType, qualifier, at);
  }
  const verdict = member(item.Compliance, 'ComplianceType');
  if (list === 'ComplianceByConfigRules')
    return resultOf(asString(item.ConfigRuleName), verdict, undefined, undefined);
  return resultOf('aws-config', verdict, item, undefined);
}

function resultOf(
  rule: string | undefined,
  verdict: unknown,
  of: Members | undefined,
  at: Instant | undefined,
): Found | undefined {
  const word = asString(verdict);
  const status = word === 'COMPLIANT' ? 'pass' : word === 'NON_COMPLIANT' ? 'fail' : 'skipped';
  const type = asString(of?.ResourceType);
  const id = asString(of?.ResourceId);
  if (!rule || !word || (of && (!type || !id))) return undefined;
  const resource = type && id ? refOf(type, id, undefined) : undefined;
  const result = checkResult({ id: `aws-config:${rule}`, title: rule, status, resource });
  return { readings: [at === undefined ? result : { ...result, at }], at };
}

function refOf(type: string, id: string, arn: string | undefined): ResourceRef {
  if (type === 'AWS::::Account') return { type: 'account', keys: [accountKey('aws', id)] };
  const given =
    arn ?? (type === 'AWS::S3::Bucket' ? `arn:aws:s3:::${id}` : /^arn:/.test(id) ? id : undefined);
  const own = resourceTypeOf(type);
  if (given) {
    const ref = awsResource(given);
    const keys =
      id === given || type === 'AWS::S3::Bucket'
        ? ref.keys
        : [...new Set([...ref.keys, cloudKey('aws', id)])];
    return { ...ref, type: ref.type === 'other' ? own : ref.type, keys };
  }
  return { type: own, keys: [/^arn:/.test(id) ? arnKey(id) : cloudKey('aws', id)], name: id };
}
