import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS IAM credential reports',
  exports: [
    {
      tools: ['cloudmapper'],
      how: 'Export, for each account.',
      code: `aws iam generate-credential-report
aws iam get-credential-report --output json > credential-report.json`,
    },
    {
      tools: [],
      how: 'The CSV alone is read too (`--query Content --output text | base64 -d`), but it has lost the time at which it was made: say it with `--happened`.',
    },
  ],
  proves: [
    'That access to the account was listed at that time, and every identity in it: the root user and each IAM user, with MFA, last use, and the age of its oldest active credential.',
    'A user with keys but no password counts as a machine; one without any active credential as inactive.',
  ],
  limits: [
    'That anyone looked at the report, nor who stands behind a user.',
    'IAM users are never counted as known to a central directory, though an e-mail address as their name lets them merge with one who is.',
    'Federated sessions and roles are not in the report.',
  ],
};
