import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { remediationRuns } from '../shared/remediation-run.ts';

const LIST = 'AutomationExecutionMetadataList';
const ONE = 'AutomationExecution';
const PATTERNS = [`/${LIST}/*`, `/data/${LIST}/*`, `/${ONE}`, `/data/${ONE}`];

const BROKEN = new Set(['Failed', 'TimedOut', 'CompletedWithFailure']);
const DONE = new Set(['Success', 'CompletedWithSuccess']);

/** AWS's own documents that make, copy, or look at something. */
const NO_REMEDY =
  /^AWS(Support|EC2)?-(Create|Copy|Export|Get|Describe|List|Update(Linux|Windows)Ami|Troubleshoot|Collect|Analyze|RunPacker|Trace)/;

/**
 * Executions (AWS Systems Manager API Reference: AutomationExecution, AutomationExecutionMetadata).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSsmAutomation(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Systems Manager Automation' } };
  const accounts = accountsOnce();
  const run = remediationRuns();
  for await (const { pointer, value } of streamJson(document, PATTERNS)) {
    const item = asObject(value);
    const name = asString(item?.DocumentName);
    if (!item || !name) {
      yield { kind: 'problem', where: pointer, why: 'Expected an execution with the name of its document.' };
      continue;
    }
    const status = asString(item.AutomationExecutionStatus) ?? '';
    const outcome = DONE.has(status) ? 'success' : BROKEN.has(status) ? 'failure' : undefined;
    if (outcome === undefined) continue;
    const at = awsInstant(item.ExecutionEndTime) ?? awsInstant(item.ExecutionStartTime);
    if (at === undefined) {
      yield { kind: 'problem', where: `${pointer}/ExecutionEndTime`, why: 'Expected the time.' };
      continue;
    }
    const by = asString(item.ExecutedBy);
    yield* accounts(accountOfArn(by), { at });
    const reference = asString(item.AutomationExecutionId);
    // A shared document is named by its ARN.
    const title = name.split('/').at(-1) ?? name;
    if (NO_REMEDY.test(title)) {
      const about = { at, ...(reference && { reference }) };
      yield { kind: 'event', type: 'change', aspect: 'remediation', title: `Ran ${title}`, ...about };
      continue;
    }
    const target = asString(item.Target);
    yield* run({
      name: title,
      at,
      outcome,
      answers: controlOf(title),
      automation: automationOf(item, by),
      of: target && parseArn(target) ? awsResource(target) : undefined,
      reference,
      steps: asArray(item.StepExecutions).length,
    });
  }
}

/** AWS's own security response names its documents after the control: `ASR-AFSBP_1.0.0_AutoScaling.1`. */
function controlOf(title: string): string[] | undefined {
  const control = /^(?:ASR|SHARR(?:Remediation)?)-\w+_[\d.]+_(.+)$/.exec(title.slice(0, 200))?.[1];
  return control === undefined ? undefined : [control];
}

/** Who began it, where the execution says so: a service of AWS, or a user by name. */
function automationOf(item: Members, by: string | undefined): Automation | undefined {
  if (
    asString(item.AssociationId) ||
    /AWSServiceRoleFor|ConfigRemediation|\/AwsConfig|(SHARR|ASR)-Orchestrator/i.test(by ?? '')
  ) {
    return 'full';
  }
  return /:(user\/|root$)/.test(by ?? '') || item.Mode === 'Interactive' ? 'semi' : undefined;
}
