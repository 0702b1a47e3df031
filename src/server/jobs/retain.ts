import { compactor, compactWithin } from '../../derive/compact.ts';
import { appendToLog, compactionFacts } from '../../intake/log.ts';
import type { Model } from '../../model/model.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import type { Forgotten } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { newId } from '../access/secret.ts';
import type { JobWork, Schedule } from './runner.ts';

/** The kind of job that removes what is too old. */
export const RETAIN = 'retain';

/** What was removed by age. */
export interface Retained extends Forgotten {
  /** Documents that were compacted, and how many statements they had. */
  documents: number;
  statements: number;
}

/** What retention is done with. */
export interface Retaining {
  store: Store;
  model: Model;
  now: () => number;
}

/**
 * Removes from an organization what happened before an instant and what no level from then on, no score and no
 * proof needs, in one transaction: evidence that is one too many (`derive/compact.ts`), which the log says, and
 * rows that only tell of the past. The audit log says how much.
 */
export async function retain(
  { store, model, now }: Retaining,
  organization: string,
  before: Instant,
): Promise<Retained> {
  return store.write(organization, async (writer) => {
    const choice = compactor(before, compactWithin(model.levels));
    await writer.statements(choice.take);
    const documents = choice.redundant().sort();
    const statements = documents.length === 0 ? 0 : await writer.compact(documents);
    for (const facts of compactionFacts(before, documents)) await appendToLog(writer, facts);
    const forgotten = await writer.forgetOld(before);
    const retained = { documents: documents.length, statements, ...forgotten };
    if (Object.values(retained).some((count) => count > 0)) {
      await writer.addAudit({
        id: newId(),
        at: now(),
        actor: { kind: 'assay', id: '', name: 'Assay' },
        action: 'retention.apply',
        target: `before ${formatInstant(before)}`,
        detail: { ...retained },
        address: undefined,
      });
    }
    return retained;
  });
}

/** Does it for the organization of the job. */
export function retainJob(parts: Retaining, days: number): JobWork {
  return async ({ organization }) => ({
    done: await retain(parts, organization, parts.now() - days * DAY),
  });
}

/** Once a day a job for each organization, so that any server can do it and none forgets it. */
export function retainSchedule({ store, now }: Pick<Retaining, 'store' | 'now'>): Schedule {
  return {
    name: RETAIN,
    period: DAY,
    async work() {
      for (const { id } of await store.organizations()) {
        const at = now();
        const job = { organization: id, id: newId(), kind: RETAIN, subject: '', payload: null };
        await store.jobs.add({ ...job, by: 'Assay', created: at, due: at });
      }
    },
  };
}
