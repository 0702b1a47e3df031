import { asInstant, asInteger, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import type { CiRun } from '../../shared/ci-run.ts';
import { has } from '../../shared/products.ts';
import { before, type CiService, outcomeOf } from '../service.ts';

const HOSTS: ReadonlyMap<string, string> = new Map([
  ['gh', 'github.com'],
  ['github', 'github.com'],
  ['bb', 'bitbucket.org'],
  ['bitbucket', 'bitbucket.org'],
]);
const SUCCESS = /^(success|fixed)$/;
const FAILURE = /^(failed|error|infrastructure_fail|timedout|unauthorized)$/;

/**
 * Workflows, pipelines and insights of CircleCI's API v2, and builds of v1.1 (CircleCI API reference). A
 * pipeline says only that it was created, not how its workflows ended: one that could not be is a failure.
 */
export const circleci: CiService = {
  tool: 'CircleCI',
  wrappers: ['items'],
  knows: (row) =>
    has(row, 'pipeline_id', 'project_slug', 'status') ||
    has(row, 'project_slug', 'trigger', 'state') ||
    has(row, 'credits_used', 'status', 'duration') ||
    (has(row, 'window_end', 'metrics') && asObject(row.metrics)?.total_runs !== undefined) ||
    has(row, 'build_num', 'vcs_url', 'status'),
  read(row) {
    if ('window_end' in row) return insight(row);
    if ('build_num' in row) return oldBuild(row);
    const slug = asString(row.project_slug);
    const isPipeline = 'trigger' in row && !('pipeline_id' in row);
    const number = asText(row.pipeline_number) ?? asText(row.number);
    const trigger = asString(asObject(row.trigger)?.type);
    return {
      repository: originOf(row) ?? repositoryOf(slug),
      pipeline: isPipeline ? 'CircleCI pipeline' : (asString(row.name) ?? 'CircleCI workflow'),
      reference: slug && number ? `${slug}/${number}` : asText(row.id),
      at: asInstant(row.stopped_at) ?? asInstant(row.created_at),
      outcome: isPipeline
        ? outcomeOf(asString(row.state), /^$/, /^errored$/)
        : outcomeOf(asString(row.status), SUCCESS, FAILURE),
      automation: trigger && /webhook|scheduled/.test(trigger) ? 'full' : undefined,
    };
  },
};

/** A window of insights: some run succeeded in it, until its end at the latest. */
function insight(row: Members): CiRun {
  return {
    pipeline: asString(row.name) ?? 'CircleCI workflow',
    at: asInstant(row.window_end),
    outcome: (asInteger(asObject(row.metrics)?.successful_runs) ?? 0) > 0 ? 'success' : undefined,
  };
}

function oldBuild(row: Members): CiRun {
  const workflow = asObject(row.workflows);
  return {
    repository: asString(row.vcs_url),
    pipeline: asString(workflow?.workflow_name) ?? asString(workflow?.job_name) ?? 'CircleCI build',
    reference: asString(row.build_url) ?? asText(row.build_num),
    at: asInstant(row.stop_time) ?? asInstant(row.start_time),
    outcome: outcomeOf(asString(row.outcome) ?? asString(row.status), SUCCESS, FAILURE),
  };
}

function originOf(row: Members): string | undefined {
  const address = asString(asObject(row.vcs)?.origin_repository_url);
  return before(address, '?') ?? address;
}

/** `gh/owner/name`; projects of GitHub Apps and GitLab are known by ids only. */
function repositoryOf(slug: string | undefined): string | undefined {
  const [provider = '', ...rest] = slug?.split('/') ?? [];
  const host = HOSTS.get(provider);
  return host && rest.length === 2 ? `${host}/${rest.join('/')}` : undefined;
}
