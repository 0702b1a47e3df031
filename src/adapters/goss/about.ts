import type { About } from '../about.ts';

export const about: About = {
  reads: 'Goss test results in JSON',
  exports: [
    {
      tools: ['goss'],
      how: 'Run the tests on the machine, or in the image with dgoss.',
      code: `goss validate --format json > goss.json
assay import goss.json --system SYSTEM --target host:NAME --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the state of a machine was compared with what it has to be: a practice of configuration.',
    'Each property of each resource: passed, failed or skipped.',
  ],
  limits: [
    'On which machine: give `--target`; older versions name no time either: give `--happened`.',
    'What was found and what was wanted is not kept: either may be a secret.',
  ],
};
