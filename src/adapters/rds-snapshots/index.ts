import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { readRds } from './read.ts';

/** The answers' lists, and a member that each element of them has. */
const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['DBSnapshots', 'DBSnapshotIdentifier'],
  ['DBClusterSnapshots', 'DBClusterSnapshotIdentifier'],
  ['DBInstances', 'DBInstanceIdentifier'],
  ['DBClusters', 'DBClusterIdentifier'],
  ['DBInstanceAutomatedBackups', 'DbiResourceId'],
];

export const adapter: Adapter = {
  id: 'rds-snapshots',
  title: 'AWS RDS snapshots and automated backups',
  aspects: ['backup'],
  detect(head) {
    const answer = awsAnswer(head);
    if (!answer) return 0;
    for (const [list, member] of LISTS) {
      if (!Array.isArray(answer[list])) continue;
      const first = asObject(asArray(answer[list])[0]);
      return first && member in first ? CERTAIN : LIKELY;
    }
    return 0;
  },
  read: readRds,
};
