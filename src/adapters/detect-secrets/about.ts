import type { About } from '../about.ts';

export const about: About = {
  reads: 'detect-secrets baselines and reports, versions 0 and 1',
  exports: [
    {
      tools: [],
      how: 'Scan anew, beside the baseline that is kept in the repository.',
      code: `detect-secrets scan > detect-secrets.json
assay import detect-secrets.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'The baseline itself is read too, with what people said of each finding (`detect-secrets audit`).',
      code: `detect-secrets scan --baseline .secrets.baseline
assay import .secrets.baseline --system SYSTEM`,
    },
  ],
  proves: [
    'That the repository was scanned for secrets at that time, and each secret as a finding by type and file.',
    'A finding that people audited and called no secret is skipped.',
  ],
  limits: [
    'Which repository was scanned: the caller says it.',
    'That findings were not put into the baseline to silence them.',
    'Hashes of secrets are never read, so they are never kept.',
  ],
};
