import { z } from 'zod';
import { parseInstant } from '../records/instant.ts';

/** An instant in a query, e.g. `2026-11-01` or `2026-11-01T12:00:00Z`. */
export const InstantQuery = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no date or instant; write 2026-11-01 or 2026-11-01T12:00:00Z.`,
  });
  return z.NEVER;
});

/** As of `at`, as known at `known`; both default to now. */
export const InstantsQuery = z.object({ at: InstantQuery.optional(), known: InstantQuery.optional() });

/** A page of a list: at most 200 rows, after the previous page's `next`. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2_000).optional(),
});

/** A page of evidence, as known at an instant. */
export const EvidenceQuery = PageQuery.extend({ known: InstantQuery.optional() });

/** A page as the store takes it. */
export function pageOf(query: z.infer<typeof PageQuery>): { limit: number; after?: string } {
  return { limit: query.limit, ...(query.after !== undefined && { after: query.after }) };
}
