import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS Backup recovery points, backup and restore jobs',
  exports: [
    {
      tools: ['aws-rds-backup', 'aws-rds-backup-docs'],
      how: 'Export, for each account and region.',
      code: `aws backup list-recovery-points-by-backup-vault --backup-vault-name NAME --output json > points.json
aws backup list-recovery-points-by-resource --resource-arn ARN --output json > points.json
aws backup list-backup-jobs --output json > backup-jobs.json
aws backup list-restore-jobs --output json > restore-jobs.json`,
    },
  ],
  proves: [
    'A recovery point that can be restored from, or a completed backup job, is a backup of its resource when it was begun; of a backup plan, fully automated.',
    'A completed restore shows that the backup can be used (`restored`; its reference begins with `restore:`), fully automated where a restore testing plan made it.',
    'A job that failed, was aborted or expired, a partial recovery point, and a restore whose validation did not succeed are events.',
  ],
  limits: [
    "That recovery points in an answer by resource belong to a plan (the answer does not say), nor which resource they hold, DynamoDB's tables apart: hand those in with `--system`.",
    'Recovery points that are being made, deleted, stopped or have expired count for nothing.',
  ],
};
