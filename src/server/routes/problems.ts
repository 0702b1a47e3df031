import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal, type RefusalCode } from '../../records/refusal.ts';
import { Problems } from '../api/problems.ts';
import type { Declare } from '../operation.ts';
import { problemOf } from '../problem.ts';
import { PROBLEM_WORDS } from '../problem-words.ts';
import { notFound } from '../shown.ts';

const WHY = 'It is the same for everyone, and says nothing of anybody.';
const CODES = Object.keys(PROBLEM_WORDS) as RefusalCode[]; // a record over all of them

/** What kinds of refusals there are. */
export function problemRoutes(declare: Declare): void {
  declare(
    {
      id: 'listProblems',
      method: 'GET',
      path: '/problems',
      tag: 'Problems',
      summary: 'Every kind of refusal: what it means, and what to do.',
      policy: { anyone: WHY },
      answer: Problems,
    },
    async () => ({ rows: CODES.map(explained) }),
  );
}

/**
 * Where the `type` of a problem document leads: to a page for people, and to JSON for everything else.
 * @param page sends the dashboard; undefined where it was not built
 */
export function problemPages(
  app: FastifyInstance,
  page: ((reply: FastifyReply) => FastifyReply) | undefined,
) {
  const config = { policy: { anyone: WHY } };
  app.get<{ Params: { code: string } }>('/docs/problems/:code', { config }, async (request, reply) => {
    reply.header('vary', 'accept');
    if (page && request.headers.accept?.includes('text/html')) return page(reply);
    const code = CODES.find((each) => each === request.params.code);
    if (code === undefined) throw notFound('kind of problem', 'See /api/v1/problems for all of them.');
    return explained(code);
  });
}

function explained(code: RefusalCode) {
  const { status, type } = problemOf(new Refusal(code, ''));
  return { code, type, status, ...PROBLEM_WORDS[code] };
}
