import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { accessTo } from '../access/caller.ts';
import { forbidden, signIn } from '../access/policy.ts';
import type { Shared } from '../app.ts';

/** How long the store may take, and how long ago the server may have looked for work, in milliseconds. */
const PATIENCE = 2_000;
const SILENCE = 60_000;
/** Free bytes below which an import could fail. */
const LEAST_FREE = 64 * 1024 * 1024;

interface Check {
  name: string;
  ok: boolean;
  why: string;
}

/** What looks after a server asks: whether it lives, whether it can work, and how it does. */
export function watchingRoutes(app: FastifyInstance, shared: Shared): void {
  const { store, runner, metrics, now, folder, whoAsks, scorecards } = shared;

  app.get(
    '/healthz',
    { config: { policy: { anyone: 'It says that the process lives, and nothing else.' } } },
    async () => ({ status: 'alive' }),
  );

  app.get(
    '/readyz',
    { config: { policy: { anyone: 'Probes have no account; it says which of its parts work.' } } },
    async (_request, reply) => {
      const checks: Check[] = [await storeAnswers(), await diskHasRoom(), runnerLooks(), levelsDerived()];
      const ready = checks.every(({ ok }) => ok);
      return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
    },
  );

  app.get('/metrics', { config: { policy: { may: 'metrics' } } }, async (request, reply) => {
    const caller = await whoAsks(request);
    if (caller.kind === 'nobody') throw signIn();
    const known = await store.organizations();
    const theirs = new Set(
      known.filter((row) => accessTo(caller, row)?.abilities.includes('metrics')).map(({ id }) => id),
    );
    if (theirs.size === 0) throw forbidden('metrics');
    const { type, text } = await metrics.text((id) => theirs.has(id));
    return reply.type(type).send(text);
  });

  async function storeAnswers(): Promise<Check> {
    const begun = now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE);
    });
    const asked = store.organizations().then(
      () => true,
      () => false,
    );
    const ok = await Promise.race([asked, late]);
    clearTimeout(timer);
    return { name: 'store', ok, why: ok ? `answered in ${now() - begun} ms` : 'does not answer' };
  }

  async function diskHasRoom(): Promise<Check> {
    if (folder === undefined) return { name: 'disk', ok: true, why: 'the data is elsewhere' };
    const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
    const ok = bavail * bsize >= LEAST_FREE;
    return { name: 'disk', ok, why: ok ? 'has room' : `less than ${LEAST_FREE >> 20} MiB are free` };
  }

  function runnerLooks(): Check {
    const ok = now() - runner.lastLook() < SILENCE;
    return { name: 'jobs', ok, why: ok ? 'are looked after' : 'nobody looks for work any more' };
  }

  /** After a start the levels of everything are derived once, which takes long where there is much. */
  function levelsDerived(): Check {
    const { done, of } = scorecards.warmed();
    const ok = done === of;
    return { name: 'levels', ok, why: ok ? 'are derived' : `are derived for ${done} of ${of} organizations` };
  }
}
