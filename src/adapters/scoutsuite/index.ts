import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readScoutSuite } from './read.ts';

export const adapter: Adapter = {
  id: 'scoutsuite',
  about,
  title: 'Scout Suite results (scoutsuite_results_*.js, JSON)',
  aspects: ['configuration'],
  detect({ json, text }) {
    if (/^scoutsuite_results\s*=/.test(text)) return CERTAIN;
    const root = asObject(json);
    if (!root || !('account_id' in root || 'provider_code' in root)) return 0;
    return 'last_run' in root || ('services' in root && 'provider_name' in root) ? CERTAIN : 0;
  },
  read: readScoutSuite,
};
