import { z } from 'zod';
import { ASPECTS, AUTOMATIONS, LEVELS, OUTPUTS } from '../../records/words.ts';

/** What a bundle begins with. */
export const FORMAT = 'assay-proof/v1';

const Instant = z.number().int();
const Aspect = z.enum(ASPECTS);
const Level = z.literal(LEVELS);

/** What a bundle states: where a system stood, at a moment, as known at another. */
export const Statement = z.strictObject({
  organization: z.string(),
  timeZone: z.string(),
  system: z.strictObject({ id: z.string(), name: z.string() }),
  at: Instant,
  known: Instant,
  model: z.strictObject({ version: z.string(), overrides: z.array(z.string()) }),
  aspects: z.array(
    z.strictObject({
      id: Aspect,
      level: Level,
      exempt: z.boolean(),
      lapses: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** Of all 15; null where the bundle is about one aspect. */
  score: z.number().nullable(),
});
export type Statement = z.output<typeof Statement>;

/** A leaf of the log with the proof that it is in there. */
const Proved = z.strictObject({
  /** The leaf's text; null where its content was erased, and then `hash` stands for it. */
  leaf: z.string().nullable(),
  /** Base64. */
  hash: z.string(),
  /** C2SP tlog-proof. */
  proof: z.string(),
});

/** A file that proves a score to someone who has the log's key, and nothing else. */
export const Bundle = z.strictObject({
  format: z.literal(FORMAT),
  statement: Statement,
  /** The model that it was derived with, whole. */
  rules: z.unknown(),
  log: z.strictObject({
    origin: z.string(),
    checkpoint: z.string(),
    handovers: z.array(z.strictObject({ leaf: z.string(), proof: z.string() })),
  }),
  documents: z.array(Proved),
  exemptions: z.array(Proved),
  evidence: z.array(
    z.strictObject({
      document: z.string(),
      ordinal: z.number().int(),
      system: z.string().nullable(),
      aspect: Aspect,
      output: z.enum(OUTPUTS),
      automation: z.enum(AUTOMATIONS),
      declared: z.boolean(),
      at: Instant,
      learned: Instant,
      /** Place in the document's own tree, and the path up to its root, base64. */
      index: z.number().int(),
      path: z.array(z.string()),
    }),
  ),
  /** What coverage was computed from. The log does not bind it: see `docs/proof.md`. */
  sightings: z.array(
    z
      .tuple([z.string(), z.string(), z.number(), Instant, z.number()])
      .describe('thing, kind, weight, at, aspects'),
  ),
});
export type Bundle = z.output<typeof Bundle>;
