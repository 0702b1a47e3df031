import { z } from 'zod';
import { accessTo } from '../access/caller.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';

/** How often a silent stream says that it lives, and whether its listener may still listen is asked again. */
const BEAT = 20_000;

/** What changes, as it changes (server-sent events). */
export function eventRoutes(declare: Declare, { store, live, whoAsks }: Shared): void {
  declare(
    {
      id: 'listen',
      method: 'GET',
      path: '/events',
      tag: 'Organization',
      summary: 'A stream that says when something changed, with the revision that it changed to.',
      policy: { may: 'read' },
      answer: z.string(),
      produces: 'text/event-stream',
    },
    async ({ organization, request, reply }) => {
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const revision = await store.reader(organization.id).revision();
      raw.write(`retry: 3000\nevent: revision\ndata: ${revision}\n\n`);
      const stop = live.listen(organization.id, revision, (next) =>
        raw.write(`event: revision\ndata: ${next}\n\n`),
      );
      const beat = setInterval(() => {
        raw.write(': still here\n\n');
        // A session that ended, or a member who was removed, hears nothing more.
        whoAsks(request)
          .then((caller) => {
            if (!accessTo(caller, organization)?.abilities.includes('read')) raw.end();
          })
          .catch(() => raw.end());
      }, BEAT);
      raw.on('close', () => {
        clearInterval(beat);
        stop();
      });
      return reply;
    },
  );
}
