import type { About } from '../about.ts';

export const about: About = {
  reads: 'KICS results in JSON',
  exports: [
    {
      tools: [],
      how: 'Scan a checkout.',
      code: `kics scan --path . --report-formats json --output-path results
assay import results/results.json --system SYSTEM --target repository:github.com/OWNER/NAME`,
    },
  ],
  proves: [
    'That infrastructure code was compared with the queries of KICS when the report was made: a practice of deployment.',
    'Each query that found something, for each file and setting.',
  ],
  limits: [
    'Of which repository it was: give `--target`.',
    'What the code declares, not what runs; queries that found nothing are counted only.',
  ],
};
