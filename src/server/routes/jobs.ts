import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import type { JobRow } from '../../store/jobs.ts';
import { accessTo, type Caller, type Reach } from '../access/caller.ts';
import { Job, JobsPage } from '../api/documents.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { eventStream } from '../event-stream.ts';
import type { Declare } from '../operation.ts';
import { PageQuery, pageOf } from '../query.ts';
import { notFound } from '../shown.ts';

/** How often a job that is followed is looked at. */
const LOOK = 250;
const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

const Params = z.object({ job: z.string().min(1).max(100) });

/** Long work: how far it is, what came of it, and a way to stop it. */
export function jobRoutes(declare: Declare, { store, now, runner, whoAsks }: Shared): void {
  const tag = 'Jobs';

  /** The import of that id, for whoever may see all of them or began it. */
  async function seen(organization: string, id: string, caller: Caller, reach: Reach): Promise<JobRow> {
    const job = await store.jobs.job(organization, id);
    const own = caller.kind !== 'nobody' && job?.by === caller.actor.name;
    if (job?.kind !== 'import' || ('systems' in reach && !own)) throw notFound('job');
    const progress = runner.progressOf(organization, job.id);
    return job.state === 'running' && progress !== undefined ? { ...job, progress } : job;
  }

  declare(
    {
      id: 'listJobs',
      method: 'GET',
      path: '/jobs',
      tag,
      summary: 'Imports of large files, newest first.',
      policy: { may: 'read' },
      query: PageQuery,
      answer: JobsPage,
    },
    async ({ organization, query }) => {
      const page = await store.jobs.list(organization.id, { kind: 'import' }, pageOf(query));
      return { rows: page.rows.map(shownJob), next: page.next ?? null };
    },
  );

  declare(
    {
      id: 'getJob',
      method: 'GET',
      path: '/jobs/:job',
      tag,
      summary: 'How far an import is, and what came of it.',
      policy: { may: 'import', scoped: true },
      params: Params,
      answer: Job,
    },
    async ({ organization, caller, access, params }) =>
      shownJob(await seen(organization.id, params.job, caller, access.reach)),
  );

  declare(
    {
      id: 'followJob',
      method: 'GET',
      path: '/jobs/:job/events',
      tag,
      summary: 'A stream that says how far an import is, each time it is further, and ends with it.',
      policy: { may: 'import', scoped: true },
      params: Params,
      answer: z.string(),
      produces: 'text/event-stream',
    },
    async ({ organization, caller, access, params, request, reply }) => {
      const look = () => seen(organization.id, params.job, caller, access.reach);
      let job = await look();
      let told = JSON.stringify(shownJob(job));
      let open = true;
      const stream = eventStream(reply, {
        still: async () =>
          accessTo(await whoAsks(request), organization)?.abilities.includes('import') ?? false,
        closed: () => {
          open = false;
        },
      });
      stream.send('job', told);
      const follow = async () => {
        while (open && !ENDED.has(job.state)) {
          await sleep(LOOK);
          job = await look();
          const next = JSON.stringify(shownJob(job));
          if (open && next !== told) stream.send('job', next);
          told = next;
        }
      };
      // The answer has begun: what fails now ends it, and its listener asks anew.
      void follow()
        .catch(() => undefined)
        .finally(() => stream.end());
      return reply;
    },
  );

  declare(
    {
      id: 'cancelJob',
      method: 'DELETE',
      path: '/jobs/:job',
      tag,
      summary: 'Stop an import; nothing of it is kept.',
      policy: { may: 'import' },
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params }) => {
      const job = await store.jobs.job(organization.id, params.job);
      if (job?.kind !== 'import') throw notFound('job');
      runner.cancel(organization.id, params.job);
      await store.jobs.cancel(organization.id, params.job, now());
      return undefined;
    },
  );
}

export function shownJob(job: JobRow): z.output<typeof Job> {
  const { id, kind, state, subject, progress, result, attempts } = job;
  return {
    id,
    kind,
    state,
    subject,
    progress,
    result,
    attempts,
    created: formatInstant(job.created),
    finished: job.finished === undefined ? null : formatInstant(job.finished),
  };
}
