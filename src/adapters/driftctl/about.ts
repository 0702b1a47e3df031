import type { About } from '../about.ts';

export const about: About = {
  reads: 'the JSON report of `driftctl scan`',
  exports: [
    {
      tools: ['terraform'],
      how: 'Compare what is there with the state files.',
      code: `driftctl scan --from "tfstate+s3://BUCKET/**/*.tfstate" -o json://driftctl.json
assay import driftctl.json --system SYSTEM`,
    },
  ],
  proves: [
    'What of the account infrastructure code keeps: managed resources are reached by deploy, unmanaged ones are known and not reached.',
    'What is missing, unmanaged, or differs from the code, as findings.',
  ],
  limits: [
    'The report of older versions names no date: give `--happened`.',
    'Which account it is of: resources are known by their ids alone.',
  ],
};
