import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { isAnsible, readAnsible } from './ansible.ts';
import { hostRef, type Run, readingsOf } from './run.ts';

/**
 * Runs of configuration management: jobs and job_host_summaries of AWX and Automation Controller (API v2), converge
 * messages of Chef (data collector), reports of PuppetDB (query v4), output of Ansible's callback `json`. A run that succeeded configured its host; one
 * that failed is an event. Nothing of what was configured is kept.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readConfigRun(document: Document): AsyncGenerator<Reading> {
  if (isAnsible(document.head)) {
    yield* readAnsible(document);
    return;
  }
  let began = false;
  for await (const { pointer, item } of listed(document, [patternOf(document)])) {
    const run = item && runOf(item);
    if (!began) {
      began = true;
      yield { kind: 'envelope', tool: { name: run?.tool ?? 'configuration management' } };
    }
    if (!run) {
      yield { kind: 'problem', where: pointer, why: 'Expected a job, a converge or a report.' };
      continue;
    }
    yield* readingsOf(run);
  }
  if (!began) yield { kind: 'envelope', tool: { name: 'configuration management' } };
}

function patternOf({ head }: Document): string {
  if (head.shape === 'ndjson' || Array.isArray(head.json)) return '/*';
  return Array.isArray(asObject(head.json)?.results) ? '/results/*' : '';
}

function runOf(item: Members): Run | undefined {
  if ('launch_type' in item) return awxJob(item);
  if ('dark' in item) return awxHost(item);
  if (item.message_type === 'run_converge') return chef(item);
  return 'certname' in item ? puppet(item) : undefined;
}

function awxJob(item: Members): Run {
  const status = asString(item.status);
  const launch = asString(item.launch_type);
  return {
    tool: 'AWX',
    title: `job ${asString(item.name) ?? asText(item.id) ?? ''}`,
    at: asInstant(item.finished) ?? asInstant(item.started),
    outcome:
      status === 'successful' ? 'success' : status === 'failed' || status === 'error' ? 'failure' : undefined,
    host: undefined,
    // `manual` and `relaunch` are a person's; schedules, webhooks, workflows and callbacks are not.
    automation: launch === 'manual' || launch === 'relaunch' ? 'semi' : 'full',
    reference: asText(item.id),
  };
}

function awxHost(item: Members): Run {
  const host = asString(item.host_name);
  return {
    tool: 'AWX',
    title: `job ${asString(member(item.summary_fields, 'job', 'name')) ?? asText(item.job) ?? ''} on ${host ?? 'a host'}`,
    at: asInstant(item.modified) ?? asInstant(item.created),
    outcome:
      item.failed === true || Number(item.dark) > 0 || Number(item.failures) > 0 ? 'failure' : 'success',
    host: hostRef(host),
    automation: undefined,
    reference: asText(item.job),
  };
}

function chef(item: Members): Run {
  const status = asString(item.status);
  return {
    tool: 'Chef',
    title: `converge of ${asString(item.node_name) ?? 'a node'}`,
    at: asInstant(item.end_time) ?? asInstant(item.start_time),
    outcome: status === 'success' ? 'success' : status === 'failure' ? 'failure' : undefined,
    host: hostRef(asString(item.node_name)),
    automation: 'full',
    reference: asString(item.run_id),
  };
}

function puppet(item: Members): Run {
  const status = asString(item.status);
  const name = asString(item.certname);
  return {
    tool: 'Puppet',
    title: `run on ${name ?? 'a node'}`,
    at: asInstant(item.end_time) ?? asInstant(item.receive_time),
    // A rehearsal (`noop`) changes nothing.
    outcome:
      status === 'failed' ? 'failure' : item.noop === true ? undefined : status ? 'success' : undefined,
    host: hostRef(name),
    automation: 'full',
    reference: asString(item.hash),
  };
}
