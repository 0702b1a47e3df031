import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import type { JobRow } from '../../store/jobs.ts';
import { Job, JobsPage } from '../api/documents.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { PageQuery, pageOf } from '../query.ts';
import { notFound } from '../shown.ts';

const Params = z.object({ job: z.string().min(1).max(100) });

/** Long work: how far it is, what came of it, and a way to stop it. */
export function jobRoutes(declare: Declare, { store, now, runner }: Shared): void {
  const tag = 'Jobs';

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
    async ({ organization, caller, access, params }) => {
      const job = await store.jobs.job(organization.id, params.job);
      const own = caller.kind !== 'nobody' && job?.by === caller.actor.name;
      if (job?.kind !== 'import' || ('systems' in access.reach && !own)) throw notFound('job');
      const progress = runner.progressOf(organization.id, job.id);
      return shownJob(job.state === 'running' && progress !== undefined ? { ...job, progress } : job);
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
