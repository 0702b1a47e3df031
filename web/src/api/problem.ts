import type { ProblemAnswer } from '../../../src/server/api.ts';
import { text } from '../text.ts';

/** What went wrong with a request, in the words of the server where it gave any. */
export class ProblemError extends Error {
  readonly problem: ProblemAnswer;

  constructor(problem: ProblemAnswer) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The problem document (RFC 9457) in an answer's body; one of our own where the body is none. */
export function readProblem(status: number, body: string): ProblemAnswer {
  const parsed = parse(body);
  if (parsed && typeof parsed.title === 'string') {
    return {
      type: typeof parsed.type === 'string' ? parsed.type : 'about:blank',
      title: parsed.title,
      status,
      detail: typeof parsed.detail === 'string' ? parsed.detail : '',
      ...(typeof parsed.next === 'string' ? { next: parsed.next } : {}),
      ...(typeof parsed.place === 'string' ? { place: parsed.place } : {}),
    };
  }
  return { type: 'about:blank', title: text.errors.noAnswer, status, detail: text.errors.status(status) };
}

/** Any thrown value as a problem that a page can show. */
export function toProblem(error: unknown): ProblemAnswer {
  if (error instanceof ProblemError) return error.problem;
  return {
    type: 'about:blank',
    title: text.errors.unreachable,
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    next: text.errors.unreachableNext,
  };
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    // An object's own fields are read one by one above, each with its type checked.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
