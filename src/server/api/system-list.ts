import { z } from 'zod';
import { Instant } from './words.ts';

/** Characters of a list, at most. */
const LARGEST = 5_000_000;

/** POST /system-list and /system-list/preview */
export const NewSystemList = z.strictObject({
  name: z.string().min(1).max(1_000).describe('The file’s name, a label only'),
  text: z.string().min(1).max(LARGEST).describe('The table (CSV), or the Backstage catalogue (YAML or JSON)'),
});

/** What an import does, or did. */
export const SystemListPlan = z.object({
  from: z.enum(['csv', 'backstage']),
  systems: z.array(
    z.object({
      where: z.string().describe('Where in the list it stands'),
      id: z.string(),
      name: z.string(),
      state: z.enum(['new', 'changed', 'unchanged']),
      changes: z.array(
        z.object({
          field: z.enum(['name', 'team', 'owners', 'support', 'public', 'pii', 'monthlyCost', 'keys']),
          from: z.string().nullable(),
          to: z.string(),
        }),
      ),
    }),
  ),
  refused: z.array(z.object({ where: z.string(), why: z.string() })).describe('Left out'),
  passedOver: z
    .array(z.object({ what: z.string(), why: z.string() }))
    .describe('Columns that say what cannot be declared'),
  teams: z.array(z.string()).describe('Teams that it makes'),
});

/** The last import that was not undone. */
export const LastSystemImport = z.object({
  last: z
    .object({
      id: z.string(),
      at: Instant,
      by: z.string(),
      file: z.string(),
      made: z.number().describe('Systems that it made'),
      changed: z.number().describe('Systems that it changed'),
    })
    .nullable(),
});

/** POST /system-list/undo */
export const UndoSystemImport = z.strictObject({ id: z.string().min(1).max(200) });
