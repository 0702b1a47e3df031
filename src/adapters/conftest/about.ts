import type { About } from '../about.ts';

export const about: About = {
  reads: 'conftest JSON',
  exports: [
    {
      tools: ['terraform'],
      how: 'Test a plan, or any other file that code is deployed from, against the policies.',
      code: `terraform show -json plan.out > plan.json
conftest test --policy POLICY_FOLDER --output json plan.json > conftest.json
assay import conftest.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Files were tested against policies before they were deployed (aspect `deploy`, output `test`).',
    'Each failure and warning is a failing result for its file, an exception a skipped one; a file without a failure is one passing result.',
    'An id or severity that the policy puts into its metadata is kept.',
  ],
  limits: [
    'Which policies passed: conftest counts them only.',
    'That what was tested was deployed; the results are of code, so they reach no resource.',
    'The report does not say when, nor of which repository: use `--happened`.',
  ],
};
