import { z } from 'zod';
import { AspectWord, Instant } from './words.ts';

/** POST /exemptions */
export const NewExemption = z.strictObject({
  system: z.string().min(1).max(200),
  aspect: AspectWord,
  reason: z.string().trim().min(1).max(2_000),
  until: z.iso.datetime({ offset: true }).describe('When it ends; at most two years from now'),
});

/** POST /exemptions/:exemption/decision */
export const ExemptionDecision = z.strictObject({
  approve: z.boolean(),
  answer: z.string().trim().max(2_000).default('').describe('What is told to whoever asked'),
});

export const Exemption = z.object({
  id: z.string(),
  system: z.string(),
  systemName: z.string(),
  aspect: AspectWord,
  reason: z.string(),
  state: z
    .enum(['pending', 'active', 'ended', 'declined', 'withdrawn'])
    .describe('Only one that is active counts; one that is pending counts for nothing'),
  asked: z
    .object({ at: Instant, by: z.string() })
    .nullable()
    .describe('Null for one that was approved elsewhere and written down'),
  decided: z.object({ at: Instant, by: z.string(), answer: z.string() }).nullable(),
  alone: z.boolean().describe('Whoever asked for it approved it: nobody else did'),
  from: Instant.nullable().describe('Null while it does not count'),
  until: Instant,
  may: z
    .object({ decide: z.boolean(), withdraw: z.boolean(), end: z.boolean() })
    .describe('What the caller may do with it'),
});
export const Exemptions = z.object({ rows: z.array(Exemption) });
