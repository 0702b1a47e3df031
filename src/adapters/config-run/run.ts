import type { Instant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';

/** One run of configuration management, whichever tool made it. */
export interface Run {
  tool: string;
  title: string;
  at: Instant | undefined;
  /** Undefined while it runs, or where it was cancelled. */
  outcome: 'success' | 'failure' | undefined;
  host: ResourceRef | undefined;
  automation: Automation | undefined;
  reference: string | undefined;
}

/** A run that succeeded as a practice of its host, one that failed as an event. */
export function* readingsOf({ title, at, outcome, host, automation, reference }: Run): Generator<Reading> {
  if (outcome === undefined) return;
  const when = { ...(at !== undefined && { at }), ...(reference && { reference }) };
  if (outcome === 'failure') {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'configuration',
      title: oneLine(`${title} failed`),
      ...(host && { resource: host }),
      ...when,
    };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'configuration',
    output: 'test',
    ...(automation && { automation }),
    ...(host && { subject: host }),
    ...when,
    note: oneLine(`${title} succeeded`),
  };
}

/** A host by the name that the tool has for it. */
export function hostRef(name: string | undefined): ResourceRef | undefined {
  return name ? { type: 'host', keys: [hostKey(name)], name } : undefined;
}
