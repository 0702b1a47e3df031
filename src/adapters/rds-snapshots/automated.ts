import { asNumber, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';

/**
 * A database's automated backups: the latest time to which it can be restored is a backup that RDS has taken
 * by itself. A retention of 0 days means that they are switched off.
 */
export function* automatedBackup(item: Members, _pointer: string, of: ResourceRef): Generator<Reading> {
  const retention = asNumber(item.BackupRetentionPeriod);
  const id = asString(item.DBInstanceIdentifier) ?? asString(item.DBClusterIdentifier);
  if (retention !== undefined && id) {
    yield {
      kind: 'rule',
      type: 'backup',
      id: `rds-automated-backup:${id}`,
      title: `Automated backups kept for ${retention} days`,
      enabled: retention > 0,
      resource: of,
    };
  }
  if (retention === 0) return;
  const at = awsInstant(item.LatestRestorableTime) ?? awsInstant(asObject(item.RestoreWindow)?.LatestTime);
  if (at === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'backup',
    output: 'test',
    at,
    automation: 'full',
    subject: of,
    note: 'RDS automated backup, restorable to this time',
  };
}
