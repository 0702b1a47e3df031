import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { has, objectsOf } from '../../shared/products.ts';
import { type CiService, outcomeOf } from '../service.ts';

/** Results of Atlassian Bamboo (Bamboo REST resources, "Build results"). Reasons hold names, and only their kind counts. */
export const bamboo: CiService = {
  tool: 'Bamboo',
  wrappers: ['results.result'],
  knows: (row) =>
    has(row, 'buildResultKey') ||
    has(row, 'planName', 'projectName', 'state', 'key') ||
    has(row, 'lifeCycleState', 'buildState') ||
    (has(row, 'lifeCycleState') && has(row, 'plan')),
  knowsEmpty: (answer) => has(asObject(answer.results) ?? {}, 'size', 'start-index', 'result'),
  read(row) {
    const plan = asObject(row.plan);
    const reason = (asString(row.buildReason) ?? asString(row.reasonSummary))?.replace(/<[^<>]*>/g, '');
    const [revision] = objectsOf(asObject(row.vcsRevisions)?.vcsRevision);
    return {
      repository: asString(revision?.repositoryUrl),
      pipeline: asString(plan?.name) ?? asString(row.planName) ?? asString(plan?.key) ?? 'Bamboo plan',
      reference: asString(row.buildResultKey) ?? asString(row.key) ?? asText(row.id),
      at:
        asInstant(row.buildCompletedTime) ??
        asInstant(row.buildCompletedDate) ??
        asInstant(row.buildStartedTime),
      outcome: outcomeOf(asString(row.buildState) ?? asString(row.state), /^Successful$/i, /^Failed$/i),
      automation:
        reason === undefined
          ? undefined
          : /^(manual|custom build|re-?run)/i.test(reason)
            ? 'semi'
            : /^(scheduled|changes by|updated by|code has changed|child of|dependant of|first build)/i.test(
                  reason,
                )
              ? 'full'
              : undefined,
    };
  },
};
