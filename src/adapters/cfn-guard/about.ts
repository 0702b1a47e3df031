import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS CloudFormation Guard JSON (2 and 3)',
  exports: [
    {
      tools: ['aws-cloudformation'],
      how: 'Hold templates against rules before they are deployed.',
      code: `cfn-guard validate --data TEMPLATES_FOLDER --rules RULES_FOLDER \\
  --structured --show-summary none --output-format json > cfn-guard.json
assay import cfn-guard.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Templates were held against rules (aspect `deploy`, output `test`): one result for each rule and template, for failing rules one for each resource of the template.',
  ],
  limits: [
    'That the templates were deployed; the results are of code, so they reach no resource.',
    'Rules have no severity: each is of medium severity.',
    "Values of properties are not read, nor messages that quote them; the rule's own message is.",
    'The report does not say when: use `--happened`.',
  ],
};
