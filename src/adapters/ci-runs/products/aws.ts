import { asString, type Members, member } from '../../../formats/schema.ts';
import { awsInstant } from '../../shared/aws-answer.ts';
import type { CiRun } from '../../shared/ci-run.ts';
import { has, objectsOf } from '../../shared/products.ts';
import { type CiService, outcomeOf } from '../service.ts';

const SUCCESS = /^(SUCCEEDED|Succeeded)$/;
const FAILURE = /^(FAILED|Failed|FAULT|TIMED_OUT)$/;
/** What starts a run without a person. */
const BY_ITSELF = /^(Webhook|CloudWatchEvent|PollForSourceChanges|ManagedBySource)$/;

/**
 * Builds of AWS CodeBuild (`batch-get-builds`), executions of CodePipeline (`list-pipeline-executions`) and
 * deployments of CodeDeploy (`batch-get-deployments`). Variables of the environment are never read.
 */
export const aws: CiService = {
  tool: 'AWS CodeBuild, CodePipeline and CodeDeploy',
  wrappers: ['builds', 'pipelineExecutionSummaries', 'deploymentsInfo', 'deploymentInfo'],
  knows: (row) =>
    has(row, 'buildStatus', 'projectName') ||
    has(row, 'pipelineExecutionId', 'status') ||
    has(row, 'deploymentId', 'applicationName', 'status'),
  knowsEmpty: (answer) => Array.isArray(answer.buildsNotFound) || has(answer, 'pipelineExecutionSummaries'),
  read(row) {
    if (has(row, 'buildStatus', 'projectName')) return build(row);
    if (has(row, 'pipelineExecutionId', 'status')) return execution(row);
    return has(row, 'deploymentId', 'status') ? deployment(row) : undefined;
  },
};

function build(row: Members): CiRun {
  const initiator = asString(row.initiator) ?? '';
  const location = asString(member(row.source, 'location'));
  return {
    // A source may also be a bucket, or another stage of a pipeline.
    repository: location?.startsWith('https://') ? location : undefined,
    pipeline: asString(row.projectName) ?? 'CodeBuild project',
    reference: asString(row.id),
    at: awsInstant(row.endTime) ?? awsInstant(row.startTime),
    outcome: outcomeOf(asString(row.buildStatus), SUCCESS, FAILURE),
    automation: /^(codepipeline|rule|GitHub-Hookshot|Bitbucket-Webhooks)\//.test(initiator)
      ? 'full'
      : undefined,
  };
}

function execution(row: Members): CiRun {
  const revision = objectsOf(row.sourceRevisions).map(({ revisionUrl }) => asString(revisionUrl))[0];
  const trigger = asString(member(row.trigger, 'triggerType')) ?? '';
  return {
    repository: revision?.startsWith('https://') ? revision.split('/commit')[0] : undefined,
    pipeline: asString(row.pipelineName) ?? 'CodePipeline',
    reference: asString(row.pipelineExecutionId),
    at: awsInstant(row.lastUpdateTime) ?? awsInstant(row.startTime),
    outcome: outcomeOf(asString(row.status), SUCCESS, FAILURE),
    automation: BY_ITSELF.test(trigger) ? 'full' : trigger === 'StartPipelineExecution' ? 'semi' : undefined,
  };
}

function deployment(row: Members): CiRun {
  const revision = member(row.revision, 'gitHubLocation', 'repository');
  const repository = asString(revision);
  return {
    repository: repository && `github.com/${repository}`,
    pipeline: `deployment of ${asString(row.applicationName) ?? 'an application'}`,
    reference: asString(row.deploymentId),
    at: awsInstant(row.completeTime) ?? awsInstant(row.createTime),
    outcome: outcomeOf(asString(row.status), SUCCESS, FAILURE),
    automation: asString(row.creator) === 'user' ? undefined : 'full',
  };
}
