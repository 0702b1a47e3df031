import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { type CiService, outcomeOf } from '../service.ts';

/** Bitbucket Pipelines (Bitbucket Cloud REST API, "List pipelines"). */
export const bitbucket: CiService = {
  tool: 'Bitbucket Pipelines',
  wrappers: ['values'],
  knows: (row) => row.type === 'pipeline' || has(row, 'build_number', 'state', 'trigger', 'created_on'),
  read(row) {
    const repository = asString(asObject(row.repository)?.full_name);
    const trigger = asString(asObject(row.trigger)?.name)?.toUpperCase();
    const number = asText(row.build_number);
    return {
      repository: repository && `bitbucket.org/${repository}`,
      pipeline: repository ? `pipeline of ${repository}` : 'Bitbucket pipeline',
      reference: repository && number ? `${repository}/pipelines/${number}` : (number ?? asText(row.uuid)),
      at: asInstant(row.completed_on) ?? asInstant(row.created_on),
      outcome: outcomeOf(
        asString(asObject(asObject(row.state)?.result)?.name),
        /^SUCCESSFUL$/i,
        /^(FAILED|ERROR)$/i,
      ),
      automation: trigger === undefined ? undefined : trigger === 'MANUAL' ? 'semi' : 'full',
    };
  },
};
