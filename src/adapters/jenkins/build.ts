import {
  asArray,
  asInstant,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
} from '../../formats/schema.ts';
import type { Automation } from '../../records/words.ts';
import type { CiRun } from '../shared/ci-run.ts';
import { objectsOf } from '../shared/products.ts';

/** `ABORTED` and `NOT_BUILT` show nothing; an unstable build has failing tests. */
const OUTCOMES: ReadonlyMap<string, 'success' | 'failure'> = new Map([
  ['SUCCESS', 'success'],
  ['FAILURE', 'failure'],
  ['UNSTABLE', 'failure'],
]);

/** One build; undefined where the answer does not say how it ended (it was not asked, or it still runs). */
export function buildOf(build: Members, job: string | undefined): CiRun | undefined {
  if (!('result' in build)) return undefined;
  const number = asText(build.number) ?? asString(build.id);
  // `folder » job #12`: the name without the number.
  const named = asString(build.fullDisplayName)?.replace(/ #\d+$/, '');
  const repository = remoteOf(build);
  return {
    repository,
    pipeline: job ?? named ?? 'Jenkins job',
    reference: asString(build.url) ?? (number && job ? `${job} #${number}` : number),
    at: asInstant(build.timestamp, 'milliseconds'),
    outcome: OUTCOMES.get(asString(build.result) ?? ''),
    automation: automationOf(build),
  };
}

/** Where the code came from, as the git plugin notes it; a build of several remotes is of the first. */
export function remoteOf(build: Members): string | undefined {
  for (const action of objectsOf(build.actions)) {
    const [remote] = asStrings(action.remoteUrls);
    if (remote) return remote;
  }
  return undefined;
}

/** Who started it, as its causes say; undefined where they do not. Parameters of a build are never read. */
function automationOf(build: Members): Automation | undefined {
  let found: Automation | undefined;
  for (const action of objectsOf(build.actions)) {
    for (const cause of asArray(action.causes)) {
      const kind = asString(asObject(cause)?._class) ?? asString(asObject(cause)?.shortDescription) ?? '';
      if (/UserIdCause|UserCause|ReplayCause|RebuildCause|^(Started by user|Replayed|Rebuilds)/.test(kind))
        return 'semi';
      if (
        /TimerTrigger|SCMTrigger|BranchEventCause|BranchIndexing|UpstreamCause|PushCause|^(Started by (timer|an SCM|upstream)|Push event|Branch (event|indexing)|Pull request)/.test(
          kind,
        )
      )
        found = 'full';
    }
  }
  return found;
}
