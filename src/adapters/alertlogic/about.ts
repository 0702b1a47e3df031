import type { About } from '../about.ts';

export const about: About = {
  reads: 'vulnerabilities of assets as the Alert Logic console exports them (CSV)',
  exports: [
    {
      tools: ['alert-logic'],
      how: 'In the console: Exposures > Vulnerabilities > Export to CSV.',
      code: 'assay import vulnerabilities.csv --system SYSTEM',
    },
  ],
  proves: [
    'That assets were scanned for vulnerabilities when each was last scanned: a practice of patching.',
    'Each vulnerability as a finding, by CVE, of its host.',
  ],
  limits: [
    'Assets without any vulnerability are not in the list.',
    'The columns `Evidence` and `Description` are not kept.',
  ],
};
