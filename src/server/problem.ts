import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { placeText, Refusal, type RefusalCode } from '../records/refusal.ts';
import type { ProblemAnswer } from './api.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  usage: 400,
  unauthenticated: 401,
  signature: 401,
  forbidden: 403,
  reauthenticate: 403,
  stale: 412,
  busy: 429,
  store: 503,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
};

/** What a refusal is over HTTP: the status of its code, else 422. A full disk is 507. */
export function problemOf(refusal: Refusal): ProblemAnswer {
  const place = placeText(refusal.place);
  return {
    type: `/docs/problems/${refusal.code}`,
    title: refusal.code,
    status: statusOf(refusal),
    detail: refusal.message,
    ...(refusal.next && { next: refusal.next }),
    ...(place && { place }),
  };
}

function statusOf({ code, message }: Refusal): number {
  // RFC 4918, 11.5: the same code, told apart for those who watch disks.
  if (code === 'store' && /disk/.test(message)) return 507;
  return STATUS[code] ?? 422;
}

/** Who is not let in, may not, or asks too often: an operator has to be able to see it. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);

/** What the log says of it; never what was sent. */
function refusedRequest(request: FastifyRequest, status: number) {
  const { caller, routeOptions, method, ip } = request;
  const who =
    caller === undefined || caller.kind === 'nobody' ? null : `${caller.actor.kind} ${caller.actor.id}`;
  return {
    event: 'refused',
    status,
    method,
    operation: routeOptions.config.operation ?? null,
    who,
    address: ip,
  };
}

/** Every failure leaves as `application/problem+json` (RFC 9457), and no failure shows our insides. */
export function withProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) request.log.error(error);
    if (REFUSED.has(problem.status)) request.log.warn(refusedRequest(request, problem.status), 'refused');
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="Assay"');
    if (problem.status === 429 || problem.status === 503) reply.header('retry-after', '60');
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
}

/** What was thrown, as those may see it who asked. */
export function asProblem(error: unknown): ProblemAnswer {
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
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  if (status < 500 && error instanceof Error)
    return {
      type: 'about:blank',
      title: 'Bad request',
      status,
      detail: error.message,
    };
  return {
    type: 'about:blank',
    title: 'Internal error',
    status: 500,
    detail: 'Something broke that should not; the log of the server has the details.',
    next: 'Try again; if it stays, report it with the log.',
  };
}
