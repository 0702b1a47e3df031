import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import type { AspectId, Automation } from '../../records/words.ts';
import { later } from './later.ts';

/** What one run of checks was, besides its results. */
export interface RunFacts {
  /** What the tool calls its checks, in the plural. */
  readonly what: string;
  /** When it ended, where the report says so; else its latest result decides. */
  readonly end?: Instant | undefined;
  /** What was looked at, where the envelope does not say it. */
  readonly subject?: ResourceRef | undefined;
  readonly automation?: Automation | undefined;
  /** The aspect of a run without any result; `configuration` where absent. */
  readonly aspect?: AspectId | undefined;
}

/** Counts the results of one run of checks. */
export interface CheckRun {
  add(result: Result): void;
  /** A practice for each aspect; a run in which no check came to a result is an event. */
  practices(): Generator<Reading>;
}

export function checkRun({ what, end, subject, automation, aspect: usual }: RunFacts): CheckRun {
  const counts = new Map<AspectId, { at: Instant | undefined; ran: number; all: number }>();
  const nothing = (aspect: AspectId, at: Instant | undefined): Reading => ({
    kind: 'event',
    type: 'failed-run',
    aspect,
    title: `None of the ${what} came to a result`,
    ...(at !== undefined && { at }),
    ...(subject && { resource: subject }),
  });
  return {
    add({ aspect, at, status }) {
      const count = counts.get(aspect) ?? { at: undefined, ran: 0, all: 0 };
      count.all += 1;
      if (status === 'pass' || status === 'fail') count.ran += 1;
      count.at = later(count.at, at);
      counts.set(aspect, count);
    },
    *practices() {
      if (counts.size === 0) yield nothing(usual ?? 'configuration', end);
      for (const [aspect, { at: latest, ran, all }] of counts) {
        const at = end ?? latest;
        if (ran === 0) {
          yield nothing(aspect, at);
          continue;
        }
        yield {
          kind: 'practice',
          aspect,
          output: 'test',
          ...(at !== undefined && { at }),
          ...(automation && { automation }),
          ...(subject && { subject }),
          note: `${ran} of ${all} ${what} came to a result`,
        };
      }
    },
  };
}
