import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { backedUp } from './subject.ts';

const BROKEN = new Set(['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']);

/** A finished backup job is a backup that happened when it was begun; a broken one is an event. */
export function* backupJob(item: Members, pointer: string): Generator<Reading> {
  const state = asString(item.State)?.toUpperCase();
  const at = awsInstant(item.CreationDate) ?? awsInstant(item.CompletionDate);
  const subject = backedUp(item);
  const reference = asString(item.BackupJobId);
  if (state === undefined) {
    yield { kind: 'problem', where: `${pointer}/State`, why: 'Expected the state of the backup job.' };
    return;
  }
  if (BROKEN.has(state)) {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'backup',
      title: `Backup job ended as ${state.toLowerCase()}`,
      ...(at !== undefined && { at }),
      ...(subject && { resource: subject }),
      ...(reference && { reference }),
    };
    return;
  }
  if (state !== 'COMPLETED') return;
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/CreationDate`, why: 'Expected the time of the backup job.' };
    return;
  }
  const planned = asString(asObject(item.CreatedBy)?.BackupPlanArn) !== undefined;
  yield {
    kind: 'practice',
    aspect: 'backup',
    output: 'test',
    at,
    ...(planned && { automation: 'full' }),
    ...(subject && { subject }),
    ...(reference && { reference }),
    note: planned ? 'Backup job of a backup plan' : 'Backup job on demand',
  };
}
