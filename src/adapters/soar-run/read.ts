import type { Document } from '../../formats/document.ts';
import {
  asInstant,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Automation } from '../../records/words.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { azureRef } from '../shared/azure-item.ts';
import { gcpLink } from '../shared/gcp-link.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { type RemediationRun, remediationRuns } from '../shared/remediation-run.ts';
import { KINDS, NAMES, productOf } from './products.ts';

const DONE = /^(succeeded|success(ful)?|completed?|finished|done|ok|passed)$/i;
const BROKEN = /^(failed|failure|fail|error(ed)?|aborted|timed[_ -]?out)$/i;

const ENDS = [
  'finished',
  'finished_at',
  'finishedAt',
  'ended_at',
  'endedAt',
  'endTime',
  'end_time',
  'completed_at',
  'completedAt',
  'update_time',
  'updatedAt',
  'timestamp',
  'time',
];
const STARTS = ['started', 'started_at', 'startedAt', 'startTime', 'start_time', 'created_at', 'createdAt'];

/**
 * Runs as their product lists or posts them (InsightConnect API, `jobs`; BetterCloud API; Splunk SOAR REST
 * API, `playbook_run`; Shuffle API; the general members of this adapter's page).
 * @throws Refusal `invalid` where no run is found, `malformed`, `truncated`, `too-large`
 */
export async function* readSoarRuns(document: Document): AsyncGenerator<Reading> {
  const product = productOf(document.head);
  if (!product) throw new Refusal('invalid', 'There are no runs in it.', { file: document.path });
  yield { kind: 'envelope', tool: { name: oneLine(product.tool, 60) } };
  const run = remediationRuns();
  for await (const { pointer, item } of listed(document, [product.pattern])) {
    const name = item && nameOf(item);
    if (!item || !name) {
      yield { kind: 'problem', where: pointer, why: 'Expected a run with the name of its workflow.' };
      continue;
    }
    const status = asString(item.status) ?? '';
    const outcome = DONE.test(status) ? 'success' : BROKEN.test(status) ? 'failure' : undefined;
    const at = firstTime(item, ENDS) ?? firstTime(item, STARTS);
    if (outcome !== undefined && at === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected the time at which the run ended.' };
      continue;
    }
    yield* run(runOf(item, name, at, outcome));
  }
}

function runOf(
  item: Members,
  name: string,
  at: Instant | undefined,
  outcome: RemediationRun['outcome'],
): RemediationRun {
  const reference = ['run_id', 'execution_id', 'jobId', 'id'].map((each) => asText(item[each])).find(Boolean);
  return {
    name,
    at,
    outcome,
    answers: KINDS.flatMap((kind) => asStrings(item[kind])),
    automation: automationOf(item),
    of: resourceOf(asString(item.resource) ?? asString(item.resource_id)),
    reference,
  };
}

/** The workflow's name, or its number where the product gives nothing else. */
function nameOf(item: Members): string | undefined {
  for (const name of NAMES) {
    const own = asString(item[name]) ?? asString(asObject(item[name])?.name);
    if (own && !/^\d+$/.test(own)) return own;
  }
  const named =
    asString(item.workflowName) ??
    asString(item.workflow_name) ??
    asString(item.playbook_name) ??
    asString(item._pretty_playbook) ??
    asString(item.name);
  return named ?? asText(item.workflowId) ?? asText(item.workflow_id) ?? asText(item.playbook);
}

function firstTime(item: Members, names: readonly string[]): Instant | undefined {
  for (const name of names) {
    const number = typeof item[name] === 'number' ? item[name] : undefined;
    // Numbers beyond the year 5000 in seconds are milliseconds.
    const at = asInstant(item[name], number !== undefined && number > 1e11 ? 'milliseconds' : 'seconds');
    if (at !== undefined && at > 0) return at;
  }
  return undefined;
}

function automationOf(item: Members): Automation | undefined {
  const word =
    asString(item.trigger) ?? asString(item.trigger_type) ?? asString(member(item, 'trigger', 'type'));
  if (!word) return undefined;
  if (/^(manual|user|human|person|on[-_ ]?demand)$/i.test(word)) return 'semi';
  return /^(events?|schedule[d]?|webhook|alert|automatic|finding|insight|cron)$/i.test(word)
    ? 'full'
    : undefined;
}

function resourceOf(id: string | undefined): ResourceRef | undefined {
  if (!id) return undefined;
  if (parseArn(id)) return awsResource(id);
  const link = gcpLink(id);
  if (link) return { type: 'other', keys: link.keys, name: link.name };
  return azureRef(id);
}
