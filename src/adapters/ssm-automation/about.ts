import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS Systems Manager Automation executions',
  exports: [
    {
      tools: [],
      how: 'Export the executions of an account and region, or one with its steps.',
      code: `aws ssm describe-automation-executions --output json > executions.json
aws ssm get-automation-execution --automation-execution-id ID --output json > execution.json`,
    },
  ],
  proves: [
    'An execution that succeeded is a remediation that a machine carried out when it ended, fully automated where AWS Config or another service began it.',
    'Its document is a remediation plan, which answers the kind of finding that it is named after: the control, where the document is one of Automated Security Response on AWS.',
    'An execution that failed or timed out is an event.',
  ],
  limits: [
    'Which finding it answered: AWS does not say, so that name the document after the kind of finding, e.g. the rule of AWS Config.',
    'Documents of AWS that build, copy, or look at something (`AWS-CreateImage`, `AWS-UpdateLinuxAmi` ...) put nothing right and are changes, not remediations.',
    'Executions that are under way, waiting or cancelled count for nothing.',
    'Parameters and outputs, which may hold secrets, are not read.',
  ],
};
