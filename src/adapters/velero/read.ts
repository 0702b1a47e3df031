import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { backup } from '../shared/backup.ts';
import { manifests } from '../shared/manifests.ts';

const BROKEN = new Set(['Failed', 'PartiallyFailed', 'FailedValidation', 'FinalizingPartiallyFailed']);

/**
 * Backups, restores and schedules (Velero documentation, "API types").
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readVelero(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Velero' } };
  for await (const { where, item } of manifests(document)) {
    const kind = asString(item?.kind);
    const name = asString(member(item, 'metadata', 'name'));
    if (kind?.endsWith('List')) continue; // a list without elements
    if (!item || !kind || !name) {
      yield { kind: 'problem', where, why: 'Expected an object with its kind and name.' };
    } else if (kind === 'Backup' || kind === 'Restore') {
      yield* run(item, where, name, kind === 'Restore');
    } else if (kind === 'Schedule') {
      yield {
        kind: 'rule',
        type: 'backup',
        id: `velero:${name}`,
        title: `Velero schedule ${name}`,
        enabled: member(item, 'spec', 'paused') !== true,
      };
    }
  }
}

function* run(item: Members, where: string, name: string, restored: boolean): Generator<Reading> {
  const status = asObject(item.status);
  const phase = asString(status?.phase) ?? '';
  if (phase !== 'Completed' && !BROKEN.has(phase)) return;
  const begun = asInstant(status?.startTimestamp) ?? asInstant(member(item, 'metadata', 'creationTimestamp'));
  const ended = asInstant(status?.completionTimestamp);
  const at = restored ? (ended ?? begun) : (begun ?? ended);
  if (at === undefined) {
    yield { kind: 'problem', where, why: 'Expected the time at which it was begun or completed.' };
    return;
  }
  const planned = asString(member(item, 'metadata', 'labels', 'velero.io/schedule-name')) !== undefined;
  yield* backup({
    at,
    outcome: phase === 'Completed' ? 'success' : 'failure',
    restored,
    // A restore from a schedule's backup is begun by someone all the same.
    automation: planned && !restored ? 'full' : undefined,
    reference: name,
    note: restored ? 'Velero restore' : planned ? 'Velero backup by schedule' : 'Velero backup',
  });
}
