import type { About } from '../about.ts';

export const about: About = {
  reads:
    'results of InSpec and CINC Auditor (`json`, `json-min`, `json-automate`, one control a line), of a node in Chef Automate, and the Heimdall Data Format',
  exports: [
    {
      tools: ['inspec'],
      how: 'InSpec writes it beside what it shows; CINC Auditor is the same with `cinc-auditor` for `inspec`.',
      code: `inspec exec PROFILE -t ssh://USER@HOST --reporter cli json:inspec.json
assay import inspec.json --system SYSTEM`,
    },
    {
      tools: ['devsec-hardening-framework'],
      how: 'Run the baseline that belongs to the hardening; `linux-patch-baseline` counts as `patch`.',
      code: `inspec exec https://github.com/dev-sec/linux-baseline -t ssh://USER@HOST --reporter cli json:linux-baseline.json
inspec exec https://github.com/dev-sec/ssh-baseline -t ssh://USER@HOST --reporter cli json:ssh-baseline.json
inspec exec https://github.com/dev-sec/linux-patch-baseline -t ssh://USER@HOST --reporter cli json:patch-baseline.json`,
    },
    {
      tools: ['test-kitchen'],
      how: 'Let kitchen-inspec write a report for each suite and platform, in `kitchen.yml`, then run `kitchen verify`.',
      code: `verifier:
  name: inspec
  reporter:
    - cli
    - json:reports/%{suite}-%{platform}.json`,
      language: 'yaml',
    },
    {
      tools: ['molecule'],
      how: 'Run a baseline against the instance that Molecule has converged; its own tests go through the `junit` adapter.',
      code: `molecule converge
inspec exec PROFILE -t docker://INSTANCE --reporter cli json:inspec.json
molecule destroy`,
    },
    {
      tools: ['chef-automate'],
      how: 'Ask for the reports, then for each one by its id.',
      code: `curl --fail --silent -X POST -H "api-token: $AUTOMATE_TOKEN" -d '{}' \\
  https://AUTOMATE_HOST/api/v0/compliance/reporting/reports | jq -r '.reports[].id'
curl --fail --silent -X POST -H "api-token: $AUTOMATE_TOKEN" -d '{}' \\
  https://AUTOMATE_HOST/api/v0/compliance/reporting/reports/id/REPORT_ID > report.json`,
    },
    {
      tools: [],
      how: 'What MITRE SAF converts to HDF, or has attested, is read as well.',
      code: `saf attest apply -i inspec.json ATTESTATIONS.json -o inspec-attested.json`,
    },
  ],
  proves: [
    'The controls of a profile ran against the target (aspect `configuration`, for baselines of updates and weaknesses `patch`; output `test`), when their tests say or the report ended.',
    'Each control is one result, by its worst test; severity is by impact (0.9 critical, 0.7 high, 0.4 medium, below low, 0 informational).',
    'Tags that name controls of NIST SP 800-53, CIS, ISO 27001 and others are kept.',
    'The target is known by host name, node name or the id that InSpec gives a machine.',
  ],
  limits: [
    'What the tests found: their messages and descriptions may quote files and commands, so they are not read.',
    'A failed control with a waiver counts as skipped; a test that broke, as an error.',
    'A run in which no control came to a result is an event, not a practice.',
    'Reports of cloud platforms do not name the resources that they looked at.',
    '`json-min` has neither times nor impacts: say `--happened`, and prefer `json`.',
  ],
};
