import { asBoolean, asInstant, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { backup } from '../shared/backup.ts';
import { protectedBy } from './vault.ts';

/** A job that is finished, where it is a backup or a restore: others configure, inquire or delete. */
export function* job(item: Members, pointer: string): Generator<Reading> {
  const operation = `${asString(item.operationCategory) ?? ''} ${asString(item.operation) ?? ''}`;
  const restored = /restore/i.test(operation);
  if (!restored && !/(^|\s)(scheduled|adhoc|ondemand)?backup$/i.test(operation.trim())) return;
  const status = asString(item.status)?.toLowerCase();
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/status`, why: 'Expected the state of the job.' };
    return;
  }
  const success = status === 'completed' || status === 'completedwithwarnings';
  if (!success && status !== 'failed') return;
  const begun = asInstant(item.startTime);
  const ended = asInstant(item.endTime);
  const at = restored ? (ended ?? begun) : (begun ?? ended);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/startTime`, why: 'Expected the time of the job.' };
    return;
  }
  const asked = asBoolean(item.isUserTriggered);
  const of = protectedBy(item);
  if (of) yield { kind: 'resource', ...of };
  yield* backup({
    of,
    at,
    outcome: success ? 'success' : 'failure',
    restored,
    automation: asked === undefined ? undefined : asked ? 'semi' : 'full',
    reference: asString(item.name),
    note: restored ? 'Azure Backup restore job' : 'Azure Backup job',
  });
}
