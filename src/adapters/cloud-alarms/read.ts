import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { awsAnswer, awsItems } from '../shared/aws-answer.ts';
import { elements, firstElement } from '../shared/elements.ts';
import { type RulesSeen, rulesOf } from '../shared/telemetry.ts';
import { cloudWatchAlarm } from './aws.ts';
import { azureAlert, isAzureAlert } from './azure.ts';
import { gcpAlert } from './gcp.ts';

export const AZURE_LISTS = ['value'] as const;
export const GCP_LISTS = ['alertPolicies'] as const;

/**
 * Alarms of one of three clouds (CloudWatch API Reference: DescribeAlarms; Azure Monitor REST API; Cloud
 * Monitoring API: AlertPolicy).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCloudAlarms(document: Document): AsyncGenerator<Reading> {
  const seen: RulesSeen = { rules: 0, evaluated: 0 };
  const answer = awsAnswer(document.head);
  if (answer && ('MetricAlarms' in answer || 'CompositeAlarms' in answer)) {
    yield { kind: 'envelope', tool: { name: 'AWS CloudWatch' } };
    for await (const { pointer, item } of awsItems(document, ['MetricAlarms', 'CompositeAlarms'])) {
      yield* item ? cloudWatchAlarm(item, pointer, seen) : [notAnObject(pointer)];
    }
    yield* rulesOf('CloudWatch', seen);
    return;
  }
  const azure = isAzureAlert(firstElement(document.head, AZURE_LISTS));
  const name = azure ? 'Azure Monitor' : 'Google Cloud Monitoring';
  yield { kind: 'envelope', tool: { name } };
  for await (const { pointer, item } of elements(document, azure ? AZURE_LISTS : GCP_LISTS)) {
    if (!item) yield notAnObject(pointer);
    else if (azure) yield* azureAlert(item, pointer, seen);
    else yield* gcpAlert(item, pointer, seen);
  }
  yield* rulesOf(name, seen);
}

function notAnObject(where: string): Reading {
  return { kind: 'problem', where, why: 'Expected an object.' };
}
