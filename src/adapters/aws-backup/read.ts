import type { Document } from '../../formats/document.ts';
import type { Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn } from '../shared/arn.ts';
import { awsItems } from '../shared/aws-answer.ts';
import { backupJob } from './backup-job.ts';
import { recoveryPoint } from './recovery-point.ts';
import { restoreJob } from './restore-job.ts';
import { backedUp } from './subject.ts';

const LISTS: Readonly<Record<string, (item: Members, pointer: string) => Generator<Reading>>> = {
  RecoveryPoints: recoveryPoint,
  BackupJobs: backupJob,
  RestoreJobs: restoreJob,
};

/**
 * Recovery points, backup jobs and restore jobs as AWS Backup lists them (AWS Backup Developer Guide:
 * ListRecoveryPointsByBackupVault, ListRecoveryPointsByResource, ListBackupJobs, ListRestoreJobs).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsBackup(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Backup' } };
  const accounts = accountsOnce();
  for await (const { list, pointer, item } of awsItems(document, Object.keys(LISTS))) {
    const read = LISTS[list];
    if (!item || !read) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    // Only the resource says whose data it is: a vault may lie in an account of its own.
    yield* accounts(accountOfArn(backedUp(item)?.keys[0]));
    yield* read(item, pointer);
  }
}
