import { publishLog } from '../../outputs/proof/log.ts';
import { type WitnessState, witnessState } from '../../outputs/proof/witnesses.ts';
import { HOUR, MINUTE } from '../../records/instant.ts';
import type { Store } from '../../store/store.ts';
import { newId } from '../access/secret.ts';
import type { JobWork } from '../jobs/runner.ts';
import { type HandingParts, handOver } from './hand-over.ts';

/** The kind of the job that hands the newest checkpoint to one witness. */
export const WITNESS = 'witness';

/** How often a log is looked at: what came in since goes out in one checkpoint, the last always. */
export const LOOK = MINUTE;

/**
 * Signs what came into each log since the last look, and adds a job for each witness that has not seen it, or
 * nothing for an hour.
 */
export async function publishLogs({
  store,
  key,
  now,
}: Pick<HandingParts, 'store' | 'key' | 'now'>): Promise<void> {
  for (const { id } of await store.organizations()) {
    const reader = store.reader(id);
    if ((await reader.logSize()) === 0) continue;
    const { size } = await publishLog(store, id, key);
    for (const row of await reader.witnesses())
      if (isDue(witnessState(row), size, now()) && !(await isOnItsWay(store, id, row.id)))
        await addJob(store, id, row.id, now());
  }
}

/** Hands over; what failed is tried again by a later look, after ever longer pauses of an hour at most. */
export function witnessJob(parts: HandingParts): JobWork {
  return async ({ organization, subject }, { signal }) => {
    const state = await handOver(parts, organization, subject, signal);
    if (!state) return { failed: { detail: 'It was removed.' } };
    return state.problem ? { failed: { detail: state.problem.why } } : { done: { size: state.seen?.size } };
  };
}

function isDue(state: WitnessState | undefined, size: number, now: number): boolean {
  if (!state) return true;
  const pause = state.failures === 0 ? HOUR : Math.min(MINUTE * 2 ** state.failures, HOUR);
  return now >= state.tried + pause || (state.failures === 0 && state.seen?.size !== size);
}

async function isOnItsWay(store: Store, organization: string, witness: string): Promise<boolean> {
  const { rows } = await store.jobs.list(organization, { kind: WITNESS, subject: witness }, { limit: 1 });
  return rows.some(({ state }) => state === 'waiting' || state === 'running');
}

async function addJob(store: Store, organization: string, witness: string, at: number): Promise<void> {
  const row = { organization, id: newId(), kind: WITNESS, subject: witness, payload: {} };
  await store.jobs.add({ ...row, by: 'Assay', created: at, due: at });
}
