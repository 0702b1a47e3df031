import type { About } from '../about.ts';

export const about: About = {
  reads: '`conftest test --output json`, which evaluates OPA policies',
  exports: [
    {
      tools: ['sentinel'],
      how: 'Test configuration files against policies in the Rego language.',
      code: `conftest test --output json --all-namespaces FILES > conftest.json
assay import conftest.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That configuration was tested against policies before it was used: a practice of configuration.',
    'Each policy that a file breaks as a finding.',
  ],
  limits: ['What passes is counted, not listed.', 'When: give `--happened`; that the files are what runs.'],
};
