import type { FastifyReply } from 'fastify';
import type { ImportResult } from '../intake/result.ts';
import { Refusal } from '../records/refusal.ts';
import type { ImportAnswer, ProblemAnswer } from './api.ts';
import { problemOf } from './problem.ts';

/** The answer to a document that came in: what was kept, or the problem that its refusal is. */
export function importAnswer(
  reply: FastifyReply,
  result: ImportResult,
): ImportAnswer | FastifyReply | ProblemAnswer {
  if (result.status !== 'refused') return result;
  const { code, why, place, next } = result;
  const problem = problemOf(new Refusal(code, why, place, next));
  return reply.status(problem.status).type('application/problem+json').send(problem);
}
