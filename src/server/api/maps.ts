import { z } from 'zod';
import { RECORD_KINDS } from '../../records/record.ts';
import { Instant } from './words.ts';

/** POST /maps */
export const NewMap = z.object({
  text: z.string().min(1).max(1_048_576).describe('The map document, YAML or JSON; its name is the map’s'),
  replace: z.boolean().default(false).describe('Whether a map of the same name may be replaced'),
});

export const SavedMap = z.object({
  id: z.string(),
  name: z.string(),
  text: z.string(),
  created: Instant,
});

/** GET /maps */
export const SavedMaps = z.object({ rows: z.array(SavedMap) });

/** GET /maps/fields: what a map can say of each kind of record. */
export const MapFields = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(RECORD_KINDS),
      fields: z.array(
        z.object({
          name: z.string(),
          required: z.boolean(),
          help: z.string(),
          time: z.boolean().describe('Whether a column of it may need a format'),
          words: z.array(z.string()).nullable().describe('The words that it can be; null: any of its sort'),
        }),
      ),
    }),
  ),
  formats: z.array(z.string()).describe('Ways to write a time, beside ISO 8601'),
});

/** POST /maps/suggest */
export const MapSuggestion = z.object({
  reads: z.enum(['csv', 'ndjson', 'json']),
  rows: z.string().describe('JSON Pointer with * of the rows'),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())).describe('The first rows, in the order of the columns'),
  hidden: z.array(z.string()).describe('Columns that hold secrets by their names; they cannot be mapped'),
  map: z.unknown().describe('A map document to look over; null where the names say too little'),
});
