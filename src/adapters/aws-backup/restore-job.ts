import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { backup } from '../shared/backup.ts';
import { backedUp } from './subject.ts';

const BROKEN = new Set(['FAILED', 'ABORTED']);
/** A restore test that ended, but whose validation did not succeed, proves nothing. */
const INVALID = new Set(['FAILED', 'TIMED_OUT']);

/** A finished restore shows that the backup can be used: the stronger practice. A broken one is an event. */
export function* restoreJob(item: Members, pointer: string): Generator<Reading> {
  const status = asString(item.Status)?.toUpperCase();
  const at = awsInstant(item.CompletionDate) ?? awsInstant(item.CreationDate);
  const subject = backedUp(item);
  const reference = asString(item.RestoreJobId);
  const validation = asString(item.ValidationStatus)?.toUpperCase();
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/Status`, why: 'Expected the state of the restore job.' };
    return;
  }
  const invalid = validation !== undefined && INVALID.has(validation);
  if (BROKEN.has(status) || (status === 'COMPLETED' && invalid)) {
    const ended = BROKEN.has(status)
      ? status
      : `completed, but its validation as ${validation?.replace('_', ' ')}`;
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'backup',
      title: `Restore job ended as ${ended.toLowerCase()}`,
      ...(at !== undefined && { at }),
      ...(subject && { resource: subject }),
      ...(reference && { reference: `restore:${reference}` }),
    };
    return;
  }
  if (status !== 'COMPLETED') return;
  if (at === undefined) {
    yield {
      kind: 'problem',
      where: `${pointer}/CompletionDate`,
      why: 'Expected the time of the restore job.',
    };
    return;
  }
  const planned = asString(asObject(item.CreatedBy)?.RestoreTestingPlanArn) !== undefined;
  const kind = planned ? 'Restore tested by a restore testing plan' : 'Restored from a recovery point';
  yield* backup({
    of: subject,
    at,
    outcome: 'success',
    restored: true,
    automation: planned ? 'full' : undefined,
    reference: reference && `restore:${reference}`,
    note: validation === 'SUCCESSFUL' ? `${kind}, and what was restored was validated` : kind,
  });
}
