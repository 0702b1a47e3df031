import { z } from 'zod';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';

const Example = z.object({
  state: z.enum(['absent', 'loading', 'loaded', 'failed']),
  done: z.number().describe('Documents imported so far'),
  total: z.number(),
  why: z.string().nullable(),
});

/** The example organization: made up, loaded and removed by one click. */
export function exampleRoutes(declare: Declare, { example }: Shared): void {
  const tag = 'Example';
  declare(
    {
      id: 'getExample',
      method: 'GET',
      path: '/example',
      tag,
      summary: 'Whether the example organization is there, or how far its loading is.',
      policy: { anyone: 'It says whether made-up data is there, and nothing of anybody.' },
      answer: Example,
    },
    async () => example.status(),
  );
  declare(
    {
      id: 'loadExample',
      method: 'POST',
      path: '/example',
      tag,
      summary: 'Load the example organization.',
      policy: { may: 'administer' },
      answer: Example,
      status: 202,
    },
    async () => {
      await example.start();
      return example.status();
    },
  );
  declare(
    {
      id: 'removeExample',
      method: 'DELETE',
      path: '/example',
      tag,
      summary: 'Remove the example organization and everything in it.',
      policy: { may: 'administer' },
      answer: Example,
    },
    async () => {
      await example.remove();
      return example.status();
    },
  );
}
