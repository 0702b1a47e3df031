import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Sentinel JSON (`sentinel test`, `sentinel apply`), and policy checks, evaluations and outcomes of HCP Terraform and Terraform Enterprise',
  exports: [
    {
      tools: ['sentinel'],
      how: 'Ask HCP Terraform, or Terraform Enterprise under its own host name, for the checks of a run.',
      code: `curl --fail --silent -H "Authorization: Bearer $TFE_TOKEN" \\
  https://app.terraform.io/api/v2/runs/RUN_ID/policy-checks > policy-checks.json
# runs that evaluate policies in a stage of their own
curl --fail --silent -H "Authorization: Bearer $TFE_TOKEN" \\
  https://app.terraform.io/api/v2/policy-evaluations/POLICY_EVALUATION_ID/policy-set-outcomes > outcomes.json
assay import policy-checks.json --system SYSTEM`,
    },
    {
      tools: ['sentinel'],
      how: 'Test the policies themselves.',
      code: `sentinel test -json POLICY_FOLDER > sentinel-tests.json
assay import sentinel-tests.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'A run was checked against policies before it was applied (aspect `deploy`, output `test`), when the check came to its end, with one result for each policy.',
    'Policies that are hard-mandatory have high severity, soft-mandatory ones medium, advisory ones low.',
    'A check that broke or was cancelled is an event.',
    'Tests of policies are tests of code: aspect `cicd`.',
  ],
  limits: [
    'Which workspace and resources a run is about: the answer names the run alone.',
    'Traces are not read, for they hold values of the plan.',
    'Where the policies of a check are left out, its counts make one result.',
    'Tests and local decisions do not say when (`--happened`).',
  ],
};
