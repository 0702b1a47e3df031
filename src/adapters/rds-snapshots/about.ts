import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS RDS snapshots and automated backups',
  exports: [
    {
      tools: ['aws-rds-backup', 'aws-rds-backup-docs'],
      how: 'Export, for each account and region.',
      code: `aws rds describe-db-snapshots --output json > snapshots.json
aws rds describe-db-cluster-snapshots --output json > cluster-snapshots.json
aws rds describe-db-instances --output json > instances.json
aws rds describe-db-instance-automated-backups --output json > automated-backups.json`,
    },
  ],
  proves: [
    'Each finished snapshot is a backup of its database at the time that its data has; made by RDS or AWS Backup (`automated`, `awsbackup`) it is fully automated, made by a call (`manual`) semi-automated at most.',
    'A database with automated backups was backed up at its latest restorable time.',
    'A failed snapshot is an event.',
  ],
  limits: [
    'That a snapshot can be restored: hand in restore jobs (`aws-backup`) or an attestation.',
    'A snapshot that is being made, or that another account shares, counts for nothing.',
    'A copy is as old as what it was copied from.',
    'Databases without any backup are known only from `describe-db-instances` or another inventory.',
    'Snapshots carry their own times; an answer without any is dated by `--happened`.',
  ],
};
