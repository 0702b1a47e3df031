import { asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { awsInstant } from '../shared/aws-answer.ts';

/** Who made it: RDS or AWS Backup by schedule, or someone by a call, which may have been a script's. */
const AUTOMATION: ReadonlyMap<string, Automation> = new Map([
  ['automated', 'full'],
  ['awsbackup', 'full'],
  ['manual', 'semi'],
]);

const NOTES: ReadonlyMap<string, string> = new Map([
  ['automated', 'RDS automated snapshot'],
  ['awsbackup', 'RDS snapshot by AWS Backup'],
  ['manual', 'RDS manual snapshot'],
]);

/** Whether another account made the snapshot and shares it, with us or with everyone. */
export function sharedByOthers(item: Members): boolean {
  return /^(shared|public)$/i.test(asString(item.SnapshotType) ?? '');
}

/**
 * A finished snapshot is a backup that happened; a failed one is an event; an unfinished one is nothing yet.
 */
export function* snapshot(item: Members, pointer: string, of: ResourceRef): Generator<Reading> {
  const type = asString(item.SnapshotType)?.toLowerCase() ?? '';
  const status = asString(item.Status)?.toLowerCase();
  const id = asString(item.DBSnapshotIdentifier) ?? asString(item.DBClusterSnapshotIdentifier);
  // A copy has a new creation time, but its data is as old as the snapshot that it was copied from.
  const at = awsInstant(item.OriginalSnapshotCreateTime) ?? awsInstant(item.SnapshotCreateTime);
  const what = `snapshot ${id ?? 'without a name'}`;
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/Status`, why: 'Expected the state of the snapshot.' };
    return;
  }
  if (status === 'failed') {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'backup',
      title: `RDS ${what} failed`,
      resource: of,
      ...(at !== undefined && { at }),
      ...(id && { reference: id }),
    };
    return;
  }
  if (status !== 'available') return;
  if (at === undefined) {
    yield {
      kind: 'problem',
      where: `${pointer}/SnapshotCreateTime`,
      why: 'Expected the time of the snapshot.',
    };
    return;
  }
  const automation = AUTOMATION.get(type);
  yield {
    kind: 'practice',
    aspect: 'backup',
    output: 'test',
    at,
    subject: of,
    ...(automation && { automation }),
    ...(id && { reference: id }),
    note: NOTES.get(type) ?? 'RDS snapshot',
  };
}
