import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';

/** One backup, or one restore of a backup, of one store of data. */
export interface Backup {
  /** Absent where the document does not name it: then it counts for what the import names. */
  readonly of?: ResourceRef | undefined;
  /** When the data was backed up or restored. */
  readonly at: Instant | undefined;
  readonly outcome: 'success' | 'failure';
  /** True where it was brought back, not only put away: a backup that was never restored proves half. */
  readonly restored?: boolean | undefined;
  readonly automation?: Automation | undefined;
  readonly reference?: string | undefined;
  /** A few words, e.g. `restic snapshot`. */
  readonly note: string;
}

/** A backup that succeeded is a practice of what it holds; one that failed is an event. */
export function* backup(taken: Backup): Generator<Reading> {
  const shared = {
    ...(taken.at !== undefined && { at: taken.at }),
    ...(taken.reference && { reference: taken.reference }),
  };
  if (taken.outcome === 'failure') {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'backup',
      title: `${taken.note} failed`,
      ...(taken.of && { resource: taken.of }),
      ...shared,
    };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'backup',
    output: 'test',
    ...(taken.restored && { restored: true }),
    ...(taken.automation && { automation: taken.automation }),
    ...(taken.of && { subject: taken.of }),
    ...shared,
    note: taken.note,
  };
}
