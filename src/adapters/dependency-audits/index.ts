import type { Adapter } from '../adapter.ts';
import { about } from './about.ts';
import { auditOf, readDependencyAudit } from './read.ts';

export const adapter: Adapter = {
  id: 'dependency-audits',
  about,
  title: 'Dependency audits: Snyk, OWASP Dependency-Check, pip-audit, cargo audit, Dependabot alerts',
  aspects: ['patch'],
  detect: (head) => auditOf(head)?.certainty ?? 0,
  read: readDependencyAudit,
};
