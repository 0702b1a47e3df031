import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../records/refusal.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Store } from '../../store/store.ts';
import { newId } from '../access/secret.ts';
import { asProblem } from '../problem.ts';
import { traced } from '../watching/tracing.ts';

/** How long a server may be silent before another takes its job over. */
const LEASE = { postgres: 20_000, sqlite: 15 * 60_000 } as const;
const BEAT = 5_000;
const PAUSE = 1_000;
const MOST_TRIES = 5;
/** How long a stop waits for what runs before it sets it back. */
const PATIENCE = 8_000;

/** What a job's work is given. */
export interface JobContext {
  /** Says how far it is; as JSON. */
  progress(value: unknown): void;
  /** Somebody cancelled it, or the server stops. */
  signal: AbortSignal;
}

/** What a job's work comes to: it is over, or it is to be tried again at an instant. */
export type JobOutcome =
  | { done: unknown }
  /** Over, and not as it should be. */
  | { failed: unknown }
  | { again: number; result: unknown };

export type JobWork = (job: JobRow, context: JobContext) => Promise<JobOutcome>;

/** What a job is once this server is through with it. */
export type JobState = Exclude<JobRow['state'], 'running'>;

/** Something done once in each period, by whichever server comes first. */
export interface Schedule {
  name: string;
  /** Milliseconds. */
  period: number;
  work(): Promise<void>;
}

export interface Runner {
  /** There is something new to do: look at once. */
  wake(): void;
  /** What runs here is told at once that it was cancelled. */
  cancel(organization: string, id: string): void;
  /** How far a job that runs here is; newer than what is stored. */
  progressOf(organization: string, id: string): unknown;
  /** When this server last looked for work. */
  lastLook(): number;
  /** How many jobs it does just now. */
  running(): number;
  stop(): Promise<void>;
}

export interface RunnerParts {
  store: Store;
  now: () => number;
  works: Readonly<Record<string, JobWork>>;
  schedules: readonly Schedule[];
  /** Jobs at once. */
  slots: number;
  log(error: unknown): void;
  /** Told of every job that this server is through with. */
  ended?(job: JobRow, state: JobState): void;
}

/** Takes jobs from the store and does them, as any number of servers may at the same time. */
export function startRunner({ store, now, works, schedules, slots, log, ended }: RunnerParts): Runner {
  const server = newId();
  const running = new Map<string, { stop: AbortController; progress: unknown; over: Promise<void> }>();
  const stopping = new AbortController();
  let woken = new AbortController();
  let looked = now();

  async function look(): Promise<void> {
    looked = now();
    for (const { name, period, work } of schedules)
      if (await store.jobs.once(name, now(), period)) await work();
    while (running.size < slots && !stopping.signal.aborted) {
      const job = await store.jobs.take(server, now(), LEASE[store.dialect]);
      if (!job) return;
      begin(job);
    }
  }

  function begin(job: JobRow): void {
    const stop = new AbortController();
    const entry = { stop, progress: job.progress, over: Promise.resolve() };
    running.set(keyOf(job), entry);
    entry.over = run(job, entry)
      .catch(log)
      .finally(() => {
        running.delete(keyOf(job));
        woken.abort();
      });
  }

  async function run(job: JobRow, entry: { stop: AbortController; progress: unknown }): Promise<void> {
    let beating = false;
    const beat = setInterval(() => {
      if (beating) return;
      beating = true;
      store.jobs
        .renew(server, job, now() + LEASE[store.dialect], entry.progress ?? null)
        .then(({ held, cancel }) => {
          if (!held || cancel) entry.stop.abort(cancel ? 'cancelled' : 'lost');
        })
        .catch(() => undefined)
        .finally(() => {
          beating = false;
        });
    }, BEAT);
    try {
      const outcome = await outcomeOf(job, entry);
      await settle(job, outcome, entry.stop.signal);
    } finally {
      clearInterval(beat);
    }
  }

  async function outcomeOf(
    job: JobRow,
    entry: { stop: AbortController; progress: unknown },
  ): Promise<JobOutcome> {
    const work = works[job.kind];
    if (!work) return { failed: { detail: `No work of the kind "${job.kind}" is known here.` } };
    try {
      const doing = () =>
        work(job, {
          signal: entry.stop.signal,
          progress: (value) => {
            entry.progress = value;
          },
        });
      const attributes = { 'assay.job.kind': job.kind, 'assay.job.attempt': job.attempts };
      return await traced(`job ${job.kind}`, { kind: 'CONSUMER', attributes }, doing, (outcome) => ({
        attributes: {},
        failed: 'error' in outcome || 'failed' in outcome.result,
      }));
    } catch (error) {
      if (entry.stop.signal.aborted) return { again: now(), result: null };
      if (error instanceof Refusal && error.code !== 'store') return { failed: asProblem(error) };
      log(error);
      if (job.attempts >= MOST_TRIES) return { failed: asProblem(error) };
      return { again: now() + 1_000 * 4 ** job.attempts, result: asProblem(error) };
    }
  }

  async function settle(job: JobRow, outcome: JobOutcome, signal: AbortSignal): Promise<void> {
    const at = now();
    const over = { organization: job.organization, id: job.id, due: job.due, finished: at };
    const end = async (
      state: JobState,
      result: unknown,
      more: { due?: number; finished?: undefined } = {},
    ) => {
      await store.jobs.finish(server, { ...over, state, result: result ?? null, ...more });
      ended?.(job, state);
    };
    if ('done' in outcome) await end('done', outcome.done);
    else if ('failed' in outcome) await end('failed', outcome.failed);
    else if (signal.reason === 'cancelled') await end('cancelled', null);
    else await end('waiting', outcome.result, { due: outcome.again, finished: undefined });
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      await look().catch(log);
      await sleep(PAUSE, undefined, { signal: AbortSignal.any([woken.signal, stopping.signal]) }).catch(
        () => undefined,
      );
    }
  }
  const looping = loop();

  return {
    wake: () => woken.abort(),
    cancel: (organization, id) => running.get(keyOf({ organization, id }))?.stop.abort('cancelled'),
    progressOf: (organization, id) => running.get(keyOf({ organization, id }))?.progress,
    lastLook: () => looked,
    running: () => running.size,
    async stop() {
      stopping.abort();
      await looping;
      const all = Promise.all([...running.values()].map(({ over }) => over));
      const late = sleep(PATIENCE, undefined, { ref: false }).then(() => {
        for (const { stop } of running.values()) stop.abort('stopping');
      });
      await Promise.race([all, late]);
      await all;
    },
  };
}

function keyOf({ organization, id }: Pick<JobRow, 'organization' | 'id'>): string {
  return `${organization}/${id}`;
}
