import { asObject, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { ASSIGNMENT, readScoutSuite } from './read.ts';

export const adapter: Adapter = {
  id: 'scoutsuite',
  about,
  title: 'Scout Suite results (JavaScript and JSON)',
  aspects: ['configuration'],
  detect({ json, text }) {
    if (ASSIGNMENT.test(text)) return CERTAIN;
    const root = asObject(json);
    const run = asObject(root?.last_run);
    return run && 'ruleset_name' in run && asObject(member(run, 'summary')) ? CERTAIN : 0;
  },
  read: readScoutSuite,
};
