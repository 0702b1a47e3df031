import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { type CiService, outcomeOf } from '../service.ts';

/** Builds of Travis CI (Travis API v3, "Builds"). */
export const travis: CiService = {
  tool: 'Travis CI',
  wrappers: ['builds'],
  knows: (row) =>
    row['@type'] === 'build' || (has(row, 'event_type', 'state', 'number') && has(row, 'finished_at')),
  knowsEmpty: (answer) => answer['@type'] === 'builds',
  read(row) {
    const slug = asString(asObject(row.repository)?.slug);
    const event = asString(row.event_type);
    const id = asText(row.id);
    const branch = asString(asObject(row.branch)?.name);
    const host = /bitbucket/i.test(asString(asObject(row.repository)?.vcs_type) ?? '')
      ? 'bitbucket.org'
      : 'github.com';
    return {
      repository: slug && `${host}/${slug}`,
      pipeline: slug ? `Travis build of ${slug}` : `Travis build${branch ? ` of ${branch}` : ''}`,
      reference: id && `build/${id}`,
      at: asInstant(row.finished_at) ?? asInstant(row.started_at),
      outcome: outcomeOf(asString(row.state), /^passed$/, /^(failed|errored)$/),
      automation: event && /^(push|pull_request|cron)$/.test(event) ? 'full' : undefined,
    };
  },
};
