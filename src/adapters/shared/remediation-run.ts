import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { oneLine } from './one-line.ts';

/** One run of something that puts findings right by itself: a workflow, a playbook, a runbook, a bot. */
export interface RemediationRun {
  /** Name of what ran. */
  readonly name: string;
  readonly at: Instant | undefined;
  /** Undefined while it runs, or where it was called off: then nothing is shown. */
  readonly outcome: 'success' | 'failure' | undefined;
  /** Kinds of finding that it puts right; its own name where the document names none. */
  readonly answers?: readonly string[] | undefined;
  readonly automation?: Automation | undefined;
  readonly of?: ResourceRef | undefined;
  readonly reference?: string | undefined;
  readonly steps?: number | undefined;
}

/**
 * Turns runs into records: one that succeeded is a practice, and the first of a name also a plan that answers
 * its kinds of finding, for only what ran was tested. One that failed is an event.
 */
export function remediationRuns(): (run: RemediationRun) => Generator<Reading> {
  const planned = new Set<string>();
  return function* ({ name, at, outcome, answers, automation, of, reference, steps }) {
    if (outcome === undefined) return;
    const title = oneLine(name, 200);
    const shared = { ...(at !== undefined && { at }), ...(reference && { reference }) };
    if (outcome === 'failure') {
      yield {
        kind: 'event',
        type: 'failed-run',
        aspect: 'remediation',
        title: `${title} failed`,
        ...(of && { resource: of }),
        ...shared,
      };
      return;
    }
    const kinds = (answers ?? []).map((kind) => oneLine(kind, 200)).filter((kind) => kind !== '');
    const answered = kinds.length > 0 ? [...new Set(kinds)] : [title];
    const plan = `${title} ${answered.join(' ')}`;
    if (!planned.has(plan)) {
      planned.add(plan);
      yield {
        kind: 'plan',
        type: 'remediation',
        id: title,
        title,
        answers: answered,
        automated: 1,
        ...(steps !== undefined && steps > 0 && { steps }),
      };
    }
    yield {
      kind: 'practice',
      aspect: 'remediation',
      output: 'test',
      ...(automation && { automation }),
      ...(of && { subject: of }),
      ...shared,
      note: oneLine(`Ran ${title}`, 120),
    };
  };
}
