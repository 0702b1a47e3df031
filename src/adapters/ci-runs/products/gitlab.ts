import { asInstant, asString, asText } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { before, type CiService, outcomeOf } from '../service.ts';

/** What started a pipeline without anyone pressing a button. */
const MACHINE =
  /^(push|schedule|merge_request_event|external_pull_request_event|pipeline|parent_pipeline|trigger)$/;

/** Pipelines of GitLab CI/CD (GitLab REST API, "List project pipelines"). */
export const gitlab: CiService = {
  tool: 'GitLab CI/CD',
  wrappers: [],
  knows: (row) => has(row, 'status', 'ref', 'sha') && /\/pipelines\/\d+/.test(asString(row.web_url) ?? ''),
  read(row) {
    const address = asString(row.web_url);
    const source = asString(row.source);
    return {
      repository: before(address, '/-/pipelines/') ?? before(address, '/pipelines/'),
      pipeline: asString(row.name) ?? `pipeline of ${asString(row.ref) ?? 'a branch'}`,
      reference: address ?? asText(row.id),
      at: asInstant(row.updated_at) ?? asInstant(row.created_at),
      outcome: outcomeOf(asString(row.status), /^success$/, /^failed$/),
      automation: source === 'web' ? 'semi' : MACHINE.test(source ?? '') ? 'full' : undefined,
    };
  },
};
