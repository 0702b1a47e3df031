import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readDetectSecrets } from './read.ts';

export const adapter: Adapter = {
  id: 'detect-secrets',
  about,
  title: 'detect-secrets baseline',
  aspects: ['secrets'],
  detect(head) {
    const root = asObject(head.json);
    if (!root || !Array.isArray(root.plugins_used)) return 0;
    // The head may end within `results`; what comes before it is enough.
    return 'results' in root || 'filters_used' in root ? CERTAIN : LIKELY;
  },
  read: readDetectSecrets,
};
