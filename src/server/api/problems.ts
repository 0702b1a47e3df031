import { z } from 'zod';

/** A kind of refusal, explained. */
const ProblemKind = z.object({
  code: z.string().describe('The title of problem documents'),
  type: z.string().describe('Where it is explained'),
  status: z.number().describe('Of the answer that carries it'),
  means: z.string(),
  next: z.string().describe('What to do'),
});
export const Problems = z.object({ rows: z.array(ProblemKind) });
