import type { About } from '../about.ts';

export const about: About = {
  reads: 'Open Policy Agent JSON: `opa eval`, `opa exec`, `opa test`',
  exports: [
    {
      tools: ['terraform'],
      how: 'Ask for a decision about a plan, or about several files at once.',
      code: `terraform show -json plan.out > plan.json
opa eval --format json --data POLICY_FOLDER --input plan.json 'data.PACKAGE.deny' > opa.json
opa exec --bundle POLICY_FOLDER --decision PACKAGE/deny *.json > opa.json
assay import opa.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Test the policies themselves.',
      code: 'opa test --format json POLICY_FOLDER > opa-tests.json',
    },
  ],
  proves: [
    'Policies were asked (aspect `deploy`, output `test`): rules called deny, violation, fail, block or reject fail by what they list or where they are true, rules called warn with low severity, rules called allow, pass, valid or compliant where they are false.',
    'A rule that lists nothing is a passing result; a whole package is read rule by rule.',
    'Tests of policies are tests of code: aspect `cicd`.',
  ],
  limits: [
    'Rules by other names say nothing by themselves, and are reported as problems.',
    'That what was decided on was deployed; the results are of code, so they reach no resource.',
    'An undefined decision (`{}`) cannot be told from an empty file, and is not read.',
    'The report does not say when: use `--happened`.',
  ],
};
