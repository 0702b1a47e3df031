import { z } from 'zod';
import { Instant } from './words.ts';

const Name = z.string().trim().min(1).max(200);
const Key = z.string().min(1).max(1_000).describe('name+id+key, as C2SP signed-note writes it');

/** GET /log */
export const Log = z.object({
  origin: z.string().describe('The log’s name'),
  size: z.number().describe('Leaves'),
  root: z.string().describe('Of the tree (RFC 6962), base64'),
  newest: Instant.nullable().describe('When its newest leaf came in'),
  checkpoint: z.string().describe('C2SP tlog-checkpoint, with its countersignatures'),
  key: Key.describe('The first key: what to write down somewhere else'),
  keys: z.number().describe('How many keys it has had'),
  cosigned: z.number().nullable().describe('Leaves of the newest checkpoint that a witness countersigned'),
});

/** GET /documents/SHA256/proof */
export const DocumentProof = z.object({
  document: z.string(),
  index: z.number().describe('Of its leaf; the first is 0'),
  leaf: z.string().nullable().describe('What the leaf says; null where that was erased'),
  hash: z.string().describe('Of the leaf, base64'),
  size: z.number(),
  path: z.array(z.string()).describe('From the leaf’s sibling up, base64'),
  root: z.string(),
  proof: z.string().describe('C2SP tlog-proof'),
  key: Key,
});

/** Who keeps the log’s checkpoints. */
export const NewWitness = z
  .strictObject({
    name: Name,
    kind: z.enum(['git', 'webhook', 'assay']),
    target: z.string().min(1).max(2_000).describe('A repository, or an address'),
    key: Key.nullable()
      .default(null)
      .describe('Of another Assay: what its countersignatures are checked with'),
  })
  .refine(({ kind, key }) => (kind === 'assay') === (key !== null), {
    message: 'Another Assay needs its key, and nothing else has one.',
    path: ['key'],
  });
export const Witness = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['git', 'webhook', 'assay']),
  where: z.string().describe('Its host, or the name of its repository'),
  key: Key.nullable(),
  created: Instant,
  tried: Instant.nullable(),
  seen: z
    .object({ at: Instant, size: z.number(), answer: z.string().nullable() })
    .nullable()
    .describe('The newest checkpoint that it holds, and what it answered'),
  problem: z
    .object({
      kind: z.enum(['failed', 'forked']),
      since: Instant,
      why: z.string(),
      next: z.string(),
    })
    .nullable()
    .describe('forked: it holds another history of this log'),
});
export const Witnesses = z.object({ rows: z.array(Witness) });
export const WitnessMade = Witness.extend({
  secret: z.string().nullable().describe('What deliveries to a webhook are signed with'),
});

/** Logs of others that are watched here. */
export const NewWatchedLog = z.strictObject({ name: Name, key: Key });
export const WatchedLog = z.object({
  id: z.string(),
  origin: z.string(),
  name: z.string(),
  keys: z
    .array(z.object({ key: Key, from: z.number() }))
    .describe('First to last, and from which size on each signs'),
  added: Instant,
  seen: z.object({ at: Instant, size: z.number() }).nullable(),
  refused: z
    .object({ at: Instant, size: z.number(), checkpoint: z.string() })
    .nullable()
    .describe('A signed checkpoint that was not shown to continue what was seen'),
});
/** How a log that is watched says that it has another key. */
export const Handovers = z.strictObject({
  origin: z.string().min(1).max(1_000),
  handovers: z
    .array(z.strictObject({ leaf: z.string(), proof: z.string() }))
    .min(1)
    .max(100),
});
export const WatchedLogs = z.object({
  path: z.string().describe('Where they hand their checkpoints in: C2SP tlog-witness'),
  key: Key.describe('What our countersignatures are checked with'),
  rows: z.array(WatchedLog),
});
