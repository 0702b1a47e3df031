import { asArray, asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readOpa } from './read.ts';

export const adapter: Adapter = {
  id: 'opa',
  about,
  title: 'Open Policy Agent: eval, exec and test (JSON)',
  aspects: ['deploy', 'cicd'],
  detect({ json }) {
    if (Array.isArray(json)) {
      const test = asObject(asArray(json)[0]);
      const isTest = asString(test?.package)?.startsWith('data.') === true && 'name' in (test ?? {});
      return isTest && test && ('location' in test || 'duration' in test) ? CERTAIN : 0;
    }
    const first = asObject(asArray(asObject(json)?.result)[0]);
    if (!first) return 0;
    const expression = asObject(asArray(first.expressions)[0]);
    if (expression && 'value' in expression && 'text' in expression) return CERTAIN;
    // `opa exec`: a file, and what the decision on it was.
    const isDecision = asString(first.path) !== undefined && ('result' in first || 'error' in first);
    return isDecision && Object.keys(first).length <= 4 ? CERTAIN : 0;
  },
  read: readOpa,
};
