import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readGitleaks } from './read.ts';

export const adapter: Adapter = {
  id: 'gitleaks',
  about,
  title: 'gitleaks report (JSON)',
  aspects: ['secrets'],
  detect({ json, name, whole }) {
    if (!Array.isArray(json)) return 0;
    const first = asObject(asArray(json)[0]);
    if (first && 'RuleID' in first && ('Fingerprint' in first || 'StartLine' in first)) return CERTAIN;
    if (first && 'rule' in first && 'offender' in first && 'commit' in first) return CERTAIN;
    // No leaks: the whole report is `[]`, and only its name says whose it is.
    return whole && json.length === 0 && /gitleaks|leaks/i.test(name) ? POSSIBLE : 0;
  },
  read: readGitleaks,
};
