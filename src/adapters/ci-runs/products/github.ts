import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { before, type CiService, outcomeOf } from '../service.ts';

/** Runs of GitHub Actions, of the API and of `gh run list --json` (REST API, "List workflow runs"). */
export const github: CiService = {
  tool: 'GitHub Actions',
  wrappers: ['workflow_runs'],
  knows: (row) =>
    (has(row, 'conclusion', 'status') && (has(row, 'workflow_id') || has(row, 'run_number', 'event'))) ||
    (has(row, 'conclusion') &&
      (has(row, 'workflowName') || has(row, 'databaseId') || has(row, 'workflowDatabaseId'))),
  knowsEmpty: (answer) => has(answer, 'workflow_runs', 'total_count'),
  read(row) {
    const address = asString(row.html_url) ?? asString(row.url);
    const name = asString(asObject(row.repository)?.full_name);
    const repository = before(address, '/actions/') ?? (name && `github.com/${name}`);
    const event = asString(row.event);
    return {
      repository,
      pipeline: asString(row.workflowName) ?? asString(row.name) ?? asString(row.path) ?? 'GitHub Actions',
      reference: address ?? asText(row.id) ?? asText(row.databaseId),
      at:
        asInstant(row.run_started_at) ??
        asInstant(row.startedAt) ??
        asInstant(row.created_at) ??
        asInstant(row.createdAt),
      outcome: outcomeOf(asString(row.conclusion), /^success$/, /^(failure|timed_out|startup_failure)$/),
      automation: event === undefined ? undefined : event === 'workflow_dispatch' ? 'semi' : 'full',
    };
  },
};
