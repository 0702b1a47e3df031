import type { FastifyError, FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { placeText, Refusal, type RefusalCode } from '../records/refusal.ts';
import type { ProblemAnswer } from './api.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  usage: 400,
  signature: 401,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
};

/** What a refusal is over HTTP: 400, 401, 404, 409, 413, else 422. */
export function problemOf(refusal: Refusal): ProblemAnswer {
  const place = placeText(refusal.place);
  return {
    type: `/docs/problems/${refusal.code}`,
    title: refusal.code,
    status: STATUS[refusal.code] ?? 422,
    detail: refusal.message,
    ...(refusal.next && { next: refusal.next }),
    ...(place && { place }),
  };
}

/** Every failure leaves as `application/problem+json` (RFC 9457), and no failure shows our insides. */
export function withProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) request.log.error(error);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
}

function asProblem(error: FastifyError | Refusal | ZodError): ProblemAnswer {
  if (error instanceof Refusal) return problemOf(error);
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const place = issue?.path.join('/');
    return {
      type: '/docs/problems/usage',
      title: 'usage',
      status: 400,
      detail: issue?.message ?? 'The request is not of the right form.',
      ...(place && { place }),
    };
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status < 500) return { type: 'about:blank', title: 'Bad request', status, detail: error.message };
  return {
    type: 'about:blank',
    title: 'Internal error',
    status: 500,
    detail: 'Something broke that should not; the log of the server has the details.',
    next: 'Try again; if it stays, report it with the log.',
  };
}
