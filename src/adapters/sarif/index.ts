import { asArray, asObject, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readSarif } from './read.ts';

export const adapter: Adapter = {
  id: 'sarif',
  about,
  title: 'SARIF 2.1 static analysis results',
  aspects: ['cicd', 'patch', 'configuration', 'secrets'],
  detect({ json, text }) {
    const root = asObject(json);
    if (!root) return 0;
    const version = root['version'];
    const schema = root['$schema'];
    const named = typeof schema === 'string' && /sarif/i.test(schema);
    const runs = asArray(root['runs']);
    const driver = member(runs[0], 'tool', 'driver') !== undefined;
    if (typeof version === 'string' && version.startsWith('2.') && (driver || named)) return CERTAIN;
    if (named || driver) return LIKELY;
    return typeof version === 'string' &&
      version.startsWith('2.1') &&
      'runs' in root &&
      /"tool"|"results"/.test(text)
      ? LIKELY
      : 0;
  },
  read: readSarif,
};
