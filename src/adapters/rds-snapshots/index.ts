import { type Adapter, LIKELY } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
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
  about,
  title: 'AWS RDS snapshots and automated backups',
  aspects: ['backup'],
  detect: (head) => listsCertainty(head, LISTS, LIKELY),
  read: readRds,
};
