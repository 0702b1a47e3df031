import type { About } from '../about.ts';

const CODE =
  'aws iam get-account-authorization-details --profile PROFILE --output json > authorization-details.json';

export const about: About = {
  reads: 'AWS IAM account authorization details',
  exports: [
    { tools: [], how: 'Export, for each account.', code: CODE },
    {
      tools: ['cloudmapper'],
      how: 'Collect an account; the file that is meant lies in its folder.',
      code: `python cloudmapper.py collect --account ACCOUNT
assay import account-data/ACCOUNT/us-east-1/iam-get-account-authorization-details.json --system SYSTEM`,
    },
    {
      tools: ['cloudtracker'],
      how: 'CloudTracker takes this file as its `--iam` input and prints text: hand in the file itself.',
      code: CODE,
    },
    {
      tools: ['pmapper', 'repokid'],
      how: 'PMapper and Repokid keep graphs and tables of their own, made from the same answer of IAM: hand in the answer.',
      code: CODE,
    },
  ],
  proves: [
    'That access to the account was listed: each user as a person, each role as a machine, each group, and which of them are administrators by an attached policy, a group, or an inline statement that allows everything.',
    'The results `iam-admin-star`, `iam-user-inline-policy`, `iam-user-direct-policy` and `iam-role-trusts-anyone`, passing ones too.',
  ],
  limits: [
    'When it was exported: the answer names no time, so say it with `--happened`.',
    'Whether a user is a person or a program, has a password, or has MFA: the credential report (`iam-credential-report`) does.',
    'What service control policies and permissions boundaries take away again is not worked out, nor are statements with `NotAction` or a condition.',
  ],
};
