import type { Store } from '../../store/store.ts';
import { type Watching, watchLevels } from '../sending/watch.ts';
import { LOOK, publishLogs } from '../witnesses/schedule.ts';
import { retainSchedule } from './retain.ts';
import type { Schedule } from './runner.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long a job that is over, and with it the history of a delivery, can still be looked at. */
const JOBS_KEPT = 30 * DAY;
/** How long an answer is given again for the same Idempotency-Key. */
const ANSWERS_KEPT = DAY;

/**
 * What every installation does from time to time.
 * @param retainDays days after which what no level needs is removed; undefined: it stays
 */
export function schedules({
  store,
  key,
  now,
  watching,
  retainDays,
}: {
  store: Store;
  key: Buffer;
  now: () => number;
  watching: Watching;
  retainDays: number | undefined;
}): Schedule[] {
  return [
    { name: 'watch', period: 60_000, work: () => watchLevels(watching) },
    { name: 'checkpoint', period: LOOK, work: () => publishLogs({ store, key, now }) },
    {
      name: 'forget',
      period: HOUR,
      async work() {
        await store.jobs.forgetAnswers(now() - ANSWERS_KEPT);
        await store.jobs.forget(now() - JOBS_KEPT);
        await store.writeAccounts((writer) => writer.removeExpired(now()));
      },
    },
    { name: 'upkeep', period: DAY, work: () => store.upkeep() },
    ...(retainDays === undefined ? [] : [retainSchedule({ store, now })]),
  ];
}
