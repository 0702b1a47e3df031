import { z } from 'zod';
import { accessTo } from '../access/caller.ts';
import type { Shared } from '../app.ts';
import { eventStream } from '../event-stream.ts';
import type { Declare } from '../operation.ts';

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
      const revision = await store.reader(organization.id).revision();
      let stop = () => {};
      const stream = eventStream(reply, {
        still: async () =>
          accessTo(await whoAsks(request), organization)?.abilities.includes('read') ?? false,
        closed: () => stop(),
      });
      stream.send('revision', String(revision));
      stop = live.listen(organization.id, revision, (next) => stream.send('revision', String(next)));
      return reply;
    },
  );
}
