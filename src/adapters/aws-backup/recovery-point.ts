import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { backedUp } from './subject.ts';

/** States of a recovery point that can be restored from. */
const USABLE = new Set(['COMPLETED', 'AVAILABLE']);

/**
 * A recovery point that can be restored from is a backup that happened when it was begun: that is how old its
 * data is. One that holds only a part is an event. One that is being made or deleted proves nothing.
 */
export function* recoveryPoint(item: Members, pointer: string): Generator<Reading> {
  const status = asString(item.Status)?.toUpperCase();
  const at = awsInstant(item.CreationDate);
  const subject = backedUp(item);
  const reference = asString(item.RecoveryPointArn);
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/Status`, why: 'Expected the state of the recovery point.' };
    return;
  }
  if (status === 'PARTIAL') {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'backup',
      title: 'AWS Backup made only a part of a recovery point',
      ...(at !== undefined && { at }),
      ...(subject && { resource: subject }),
      ...(reference && { reference }),
    };
    return;
  }
  if (!USABLE.has(status)) return;
  if (at === undefined) {
    yield {
      kind: 'problem',
      where: `${pointer}/CreationDate`,
      why: 'Expected the time of the recovery point.',
    };
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
    note: planned ? 'Recovery point made by a backup plan' : 'Recovery point',
  };
}
