import { asInstant, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { before, type CiService, outcomeOf } from '../service.ts';

/** Builds and runs of Azure Pipelines (Azure DevOps REST API, "Builds: List", "Runs: List"; `az pipelines`). */
export const azureDevops: CiService = {
  tool: 'Azure DevOps',
  wrappers: ['value'],
  knows: (row) =>
    has(row, 'buildNumber', 'definition', 'status') ||
    (has(row, 'pipeline', 'state') && has(row, 'createdDate')),
  read(row) {
    const reason = asString(row.reason);
    const project = projectOf(row);
    const id = asText(row.id);
    return {
      repository: repositoryOf(row),
      pipeline:
        asString(asObject(row.definition)?.name) ??
        asString(asObject(row.pipeline)?.name) ??
        'Azure pipeline',
      reference: project && id ? `${project}/_build/${id}` : (asText(row.buildNumber) ?? id),
      at:
        asInstant(row.finishTime) ??
        asInstant(row.finishedDate) ??
        asInstant(row.startTime) ??
        asInstant(row.createdDate),
      outcome: outcomeOf(asString(row.result), /^succeeded$/i, /^(failed|partiallySucceeded)$/i),
      automation: reason === undefined ? undefined : /^(manual|userCreated)$/i.test(reason) ? 'semi' : 'full',
    };
  },
};

/** Repositories of GitHub are named `owner/name`; those of Azure by their name in the project. */
function repositoryOf(row: Members): string | undefined {
  const repository = asObject(row.repository);
  const id = asString(repository?.id);
  const type = asString(repository?.type)?.toLowerCase() ?? '';
  const address = asString(repository?.url);
  if (address && !address.includes('/_apis/')) return address;
  if (type === 'github' && id?.includes('/')) return `github.com/${id}`;
  const project = projectOf(row);
  const name = asString(repository?.name);
  return type === 'tfsgit' && project && name ? `${project}/_git/${name}` : undefined;
}

function projectOf(row: Members): string | undefined {
  return before(asString(asObject(asObject(row._links)?.web)?.href), '/_build');
}
