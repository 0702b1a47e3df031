import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { isMessage, readMessages } from './messages.ts';
import { readFeatures } from './read.ts';

export const adapter: Adapter = {
  id: 'cucumber',
  about,
  title: 'Cucumber and behave reports (JSON, messages)',
  aspects: ['cicd', 'configuration'],
  detect(head) {
    if (!Array.isArray(head.json)) return 0;
    const values = asArray(head.json);
    if (head.shape === 'ndjson' && values.slice(0, 3).some(isMessage)) return CERTAIN;
    const first = asObject(values[0]);
    return first ? featureCertainty(first) : 0;
  },
  read: (document) => (document.head.shape === 'ndjson' ? readMessages(document) : readFeatures(document)),
};

function featureCertainty(first: Members): number {
  const scenario = asObject(asArray(first.elements)[0]);
  const isNamed = 'keyword' in first || 'uri' in first || 'location' in first;
  if (scenario) return isNamed && ('steps' in scenario || 'keyword' in scenario) ? CERTAIN : 0;
  const isFeature = member(first, 'keyword') === 'Feature';
  return isFeature && (Array.isArray(first.elements) || 'status' in first || 'uri' in first) ? LIKELY : 0;
}
