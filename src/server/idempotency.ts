import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../records/refusal.ts';
import type { Shared } from './app.ts';
import { asProblem } from './problem.ts';

const LONGEST = 255;

export type Idempotent = (
  request: FastifyRequest,
  reply: FastifyReply,
  organization: string | undefined,
  work: () => Promise<unknown>,
) => Promise<unknown>;

/**
 * A POST that is sent again with the same Idempotency-Key is answered again, not done again
 * (draft-ietf-httpapi-idempotency-key-header). Answers are kept for a day; a failure of ours is not kept.
 */
export function idempotent({ store, now }: Shared): Idempotent {
  return async (request, reply, organization, work) => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || organization === undefined) return work();
    if (key.length === 0 || key.length > LONGEST) {
      throw new Refusal(
        'usage',
        `An Idempotency-Key has 1 to ${LONGEST} characters.`,
        { field: 'Idempotency-Key' },
        'Send a random one for each new request.',
      );
    }
    const { caller } = request;
    const who = caller.kind === 'nobody' ? '' : `${caller.actor.kind} ${caller.actor.id}`;
    const row = {
      organization,
      key: digest(`${who}\n${key}`),
      request: digest(`${request.method} ${request.url}\n${bodyText(request)}`),
      status: 0,
      body: '',
      created: now(),
    };
    if (!(await store.jobs.reserve(row))) {
      const before = await store.jobs.answer(organization, row.key);
      if (before && before.request !== row.request) {
        throw new Refusal(
          'invalid',
          'This Idempotency-Key was used for another request.',
          { field: 'Idempotency-Key' },
          'Send a new key.',
        );
      }
      if (!before || before.status === 0) {
        throw new Refusal(
          'conflict',
          'The same request is being answered just now.',
          {},
          'Wait, then ask again.',
        );
      }
      const type = before.status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8';
      return reply.status(before.status).header('idempotent-replayed', 'true').type(type).send(before.body);
    }
    try {
      const answer = await work();
      await store.jobs.settle({ ...row, status: reply.statusCode, body: JSON.stringify(answer) ?? '' });
      return answer;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status < 500)
        await store.jobs.settle({ ...row, status: problem.status, body: JSON.stringify(problem) });
      else await store.jobs.release(organization, row.key);
      throw error;
    }
  };
}

/** What tells one request from another; a stream is told by what was said of it. */
function bodyText(request: FastifyRequest): string {
  const { body } = request;
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    return `${request.headers['content-length'] ?? ''} ${request.headers['content-type'] ?? ''}`;
  return JSON.stringify(body) ?? '';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
