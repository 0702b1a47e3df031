import { fingerprint } from './fingerprint.ts';
import { type Format, findings, sentence } from './format.ts';

const SEVERITY = { 1: 'critical', 2: 'major', 3: 'minor', 4: 'info', 5: 'info' } as const;

/** GitLab’s code quality report; no line is in the fingerprint, so that a second run finds the same ones. */
export const codeQuality: Format = (card, options) => {
  const issues = findings(card, options).map((finding) => ({
    description: sentence(finding),
    check_name: finding.aspect.id,
    fingerprint: fingerprint(finding),
    severity: SEVERITY[finding.here.level],
    location: { path: options.path, lines: { begin: 1 } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
