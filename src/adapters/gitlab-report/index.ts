import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { has } from '../shared/products.ts';
import { about } from './about.ts';
import { readGitlabReport } from './read.ts';

export const adapter: Adapter = {
  id: 'gitlab-report',
  about,
  title: 'GitLab security report',
  aspects: ['patch', 'secrets', 'configuration', 'cicd'],
  detect({ json }) {
    const root = asObject(json);
    if (!root || !has(root, 'vulnerabilities', 'version')) return 0;
    const scan = asObject(root.scan);
    if (scan && 'type' in scan && 'scanner' in scan) return CERTAIN;
    // The scan mostly stands behind the vulnerabilities.
    const first = asObject(asArray(root.vulnerabilities)[0]);
    return first && has(first, 'identifiers', 'location') && Array.isArray(first.identifiers) ? LIKELY : 0;
  },
  read: readGitlabReport,
};
