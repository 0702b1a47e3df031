import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readNpmAudit } from './read.ts';

export const adapter: Adapter = {
  id: 'npm-audit',
  about,
  title: 'npm, pnpm and yarn audit report',
  aspects: ['patch'],
  detect(head) {
    const root = asObject(head.json);
    if (root && 'auditReportVersion' in root && 'vulnerabilities' in root) return CERTAIN;
    if (root && 'advisories' in root && 'metadata' in root) return CERTAIN;
    // Yarn writes one line an advisory, and a summary last.
    const first = asArray(head.json)
      .map(asObject)
      .find((line) => line?.type === 'auditAdvisory' || line?.type === 'auditSummary');
    return (first ?? root)?.type === 'auditAdvisory' || (first ?? root)?.type === 'auditSummary'
      ? CERTAIN
      : 0;
  },
  read: readNpmAudit,
};
