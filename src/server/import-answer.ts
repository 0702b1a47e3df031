import type { FastifyReply } from 'fastify';
import type { ImportResult } from '../intake/result.ts';
import { Refusal } from '../records/refusal.ts';
import type { ArchiveAnswer, ImportAnswer, ProblemAnswer } from './api.ts';
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

/** The answer to an archive: what became of each member, also where some or all of them were refused. */
export function archiveAnswer(path: string, members: readonly ImportResult[]): ArchiveAnswer {
  return { status: 'archive', path, members };
}

/** The path of the document that a result is about. */
export function pathOf(result: ImportResult): string {
  return result.status === 'refused' ? result.path : result.report.document.path;
}
