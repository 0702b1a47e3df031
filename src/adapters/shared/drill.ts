import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { oneLine } from './one-line.ts';

/** One experiment in which a part was lost on purpose. */
export interface Drill {
  /** The service that had to survive it, where the document names it. */
  readonly of?: ResourceRef | undefined;
  readonly at: Instant | undefined;
  readonly survived: boolean;
  /** False where nothing looked at how the service fared: then a fault was injected, and no more is known. */
  readonly watched?: boolean | undefined;
  readonly title: string;
  readonly reference?: string | undefined;
}

/** A loss that was survived is a practice that reaches the service; one that was not is an event. */
export function* drill({ of, at, survived, watched, title, reference }: Drill): Generator<Reading> {
  const shared = { ...(at !== undefined && { at }), ...(reference && { reference }) };
  const when = at === undefined ? {} : { at };
  if (!survived) {
    if (of) yield { kind: 'resource', ...of, ...when };
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'resiliency',
      title: oneLine(`Did not survive: ${title}`, 200),
      ...(of && { resource: of }),
      ...shared,
    };
    return;
  }
  const blind = watched === false;
  if (of) yield { kind: 'resource', ...of, ...when, ...(!blind && { reaches: ['resiliency'] as const }) };
  yield {
    kind: 'practice',
    aspect: 'resiliency',
    output: 'test',
    // A practice reaches its subject, which was not shown to survive where nobody looked.
    ...(of && !blind && { subject: of }),
    ...shared,
    note: oneLine(blind ? `Injected a fault, and nothing watched: ${title}` : `Survived: ${title}`, 120),
  };
}
