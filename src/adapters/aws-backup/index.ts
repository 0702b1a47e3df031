import { type Adapter, POSSIBLE } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAwsBackup } from './read.ts';

/** The answers' lists, and a member that each element of them has. */
const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['RecoveryPoints', 'RecoveryPointArn'],
  ['BackupJobs', 'BackupJobId'],
  ['RestoreJobs', 'RestoreJobId'],
];

export const adapter: Adapter = {
  id: 'aws-backup',
  about,
  title: 'AWS Backup recovery points, backup jobs and restore jobs',
  aspects: ['backup'],
  detect: (head) => listsCertainty(head, LISTS, POSSIBLE),
  read: readAwsBackup,
};
