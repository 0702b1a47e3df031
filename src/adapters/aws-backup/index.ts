import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { readAwsBackup } from './read.ts';

/** The answers' lists, and a member that each element of them has. */
const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['RecoveryPoints', 'RecoveryPointArn'],
  ['BackupJobs', 'BackupJobId'],
  ['RestoreJobs', 'RestoreJobId'],
];

export const adapter: Adapter = {
  id: 'aws-backup',
  title: 'AWS Backup recovery points, backup jobs and restore jobs',
  aspects: ['backup'],
  detect(head) {
    const answer = awsAnswer(head);
    if (!answer) return 0;
    for (const [list, member] of LISTS) {
      if (!Array.isArray(answer[list])) continue;
      const first = asObject(asArray(answer[list])[0]);
      return first && member in first ? CERTAIN : POSSIBLE;
    }
    return 0;
  },
  read: readAwsBackup,
};
