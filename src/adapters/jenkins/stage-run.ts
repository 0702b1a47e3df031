import { asInstant, asString, type Members, member } from '../../formats/schema.ts';
import type { CiRun } from '../shared/ci-run.ts';
import { has } from '../shared/products.ts';

/** `PAUSED_PENDING_INPUT` and `IN_PROGRESS` have not ended; `ABORTED` and `NOT_EXECUTED` show nothing. */
const OUTCOMES: ReadonlyMap<string, 'success' | 'failure'> = new Map([
  ['SUCCESS', 'success'],
  ['FAILED', 'failure'],
  ['UNSTABLE', 'failure'],
]);

/** Whether it is a run as the Pipeline Stage View plugin tells it (`/job/NAME/wfapi/runs`). */
export function isStageRun(run: Members): boolean {
  return has(run, 'status', 'startTimeMillis') && jobOf(run) !== undefined;
}

/** A run with its stages (Pipeline REST API plugin, "RunExt"). */
export function stageRun(run: Members): CiRun {
  const job = jobOf(run);
  return {
    repository: undefined,
    pipeline: job ?? 'Jenkins job',
    reference: `${job} ${asString(run.name) ?? asString(run.id) ?? ''}`.trim(),
    at: asInstant(run.startTimeMillis, 'milliseconds'),
    outcome: OUTCOMES.get(asString(run.status) ?? ''),
    automation: undefined,
  };
}

/** The job in the link to itself: `/jenkins/job/FOLDER/job/NAME/12/wfapi/describe`. */
function jobOf(run: Members): string | undefined {
  const link = asString(member(run, '_links', 'self', 'href')) ?? '';
  const begin = link.indexOf('/job/');
  if (begin < 0 || !link.endsWith('/wfapi/describe')) return undefined;
  // The step before the last two is the number of the run.
  const path = link
    .slice(begin + '/job/'.length)
    .split('/')
    .slice(0, -3)
    .join('/');
  const names = path.split('/job/');
  try {
    return names.map(decodeURIComponent).join('/');
  } catch {
    return names.join('/');
  }
}
