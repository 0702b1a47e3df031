import type { Instant } from '../../records/instant.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { oneLine } from './one-line.ts';
import { withoutUser } from './remote.ts';

/** One run of a pipeline, as a CI service lists it. */
export interface CiRun {
  /** Address of the repository (`github.com/owner/name`), where the document names it. */
  readonly repository?: string | undefined;
  /** Name of the pipeline, job or workflow. */
  readonly pipeline: string;
  /** The tool's number or id of the run, or its address. */
  readonly reference?: string | undefined;
  readonly at: Instant | undefined;
  /** Undefined while it runs, or where it never began: then nothing is shown. */
  readonly outcome: 'success' | 'failure' | undefined;
  /** `semi` where a person pressed the button. */
  readonly automation?: Automation | undefined;
}

/** A run that succeeded is a practice of its repository's pipeline; one that failed is an event. */
export function* ciRun(run: CiRun): Generator<Reading> {
  if (run.outcome === undefined) return;
  const repository = run.repository && withoutUser(run.repository);
  const subject: ResourceRef | undefined = repository
    ? { type: 'repository', keys: [repositoryKey(repository)], name: repository }
    : undefined;
  const shared = {
    ...(run.at !== undefined && { at: run.at }),
    // An address may carry a token in its query.
    ...(run.reference && {
      reference: run.reference.includes('://') ? withoutUser(run.reference) : run.reference,
    }),
  };
  const name = oneLine(run.pipeline, 100);
  if (run.outcome === 'failure') {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'cicd',
      title: `${name} failed`,
      ...(subject && { resource: subject }),
      ...shared,
    };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'cicd',
    output: 'test',
    ...(run.automation && { automation: run.automation }),
    ...(subject && { subject }),
    ...shared,
    note: `${name} succeeded`,
  };
}
