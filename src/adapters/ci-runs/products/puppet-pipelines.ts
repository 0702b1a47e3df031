import { asBoolean, asInstant, asString, asText } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { type CiService, outcomeOf } from '../service.ts';

/**
 * Builds of Puppet Pipelines (Pipelines API commands, "Builds", "Events"), whose members have the prefix
 * `build_` in events.
 */
export const puppetPipelines: CiService = {
  tool: 'Puppet Pipelines',
  wrappers: ['builds', 'events'],
  knows: (row) =>
    has(row, 'build_status', 'build_start') ||
    (has(row, 'status', 'start') &&
      has(row, 'end') &&
      (has(row, 'repo_url') || has(row, 'repo_name') || has(row, 'app_name'))),
  read(row) {
    const auto = asBoolean(row.auto_build);
    return {
      repository: asString(row.repo_url),
      pipeline: asString(row.app_name) ?? asString(row.repo_name) ?? 'Puppet pipeline',
      reference: asString(row.html_url) ?? asString(row.build_url) ?? asText(row.id) ?? asText(row.build_id),
      at:
        asInstant(row.end) ?? asInstant(row.build_end) ?? asInstant(row.start) ?? asInstant(row.build_start),
      outcome: outcomeOf(
        asString(row.status) ?? asString(row.build_status),
        /^success$/i,
        /^(failed|timed ?out)$/i,
      ),
      automation: auto === undefined ? undefined : auto ? 'full' : 'semi',
    };
  },
};
