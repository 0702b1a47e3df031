import { z } from 'zod';
import { ASPECTS, AUTOMATIONS, OUTPUTS, SEVERITIES } from '../../records/words.ts';

/** Words that answers share. */
export const Instant = z.iso.datetime().describe('RFC 3339, in UTC');
export const AspectWord = z.enum(ASPECTS);
export const LevelNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export const OutputWord = z.enum(OUTPUTS);
export const AutomationWord = z.enum(AUTOMATIONS);
export const SeverityWord = z.enum(SEVERITIES);
export const ModelName = z.object({ version: z.string(), overrides: z.array(z.string()) });
export const OriginName = z.object({
  kind: z.enum(['ci', 'token', 'collector', 'person']),
  name: z.string(),
});

/** A page of rows, and where the next one begins. */
export function paged<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}

/** The answer of what has nothing to say: status 204. */
export const Nothing = z.undefined();
