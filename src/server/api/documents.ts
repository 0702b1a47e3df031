import { z } from 'zod';
import type { RefusalCode } from '../../records/refusal.ts';
import { AspectWord, AutomationWord, Instant, OriginName, OutputWord, paged } from './words.ts';

const Records = z.record(z.string(), z.number()).describe('Records read, by kind');

/** GET /documents?after= */
export const DocumentsPage = paged(
  z.object({
    sha256: z.string(),
    name: z.string(),
    bytes: z.number(),
    adapter: z.string(),
    tool: z.string(),
    at: Instant.nullable(),
    learned: Instant,
    origin: OriginName,
    records: Records,
    findings: z.number(),
    problems: z.number(),
  }),
);

/** GET /refusals?after= */
export const RefusalsPage = paged(
  z.object({
    id: z.string(),
    name: z.string(),
    at: Instant,
    code: z.string(),
    why: z.string(),
    place: z.string(),
    next: z.string(),
  }),
);

/** What is read from a document. POST /imports/preview */
export const Report = z.object({
  document: z.object({ path: z.string(), sha256: z.string(), bytes: z.number() }),
  adapter: z.string(),
  tool: z.string(),
  at: z.string().nullable(),
  records: Records,
  findings: z.number(),
  practices: z.array(
    z.object({
      aspect: AspectWord,
      output: OutputWord,
      at: z.string().nullable(),
      automation: AutomationWord,
      declared: z.boolean(),
      note: z.string().optional(),
    }),
  ),
  morePractices: z.number(),
  problems: z.array(z.object({ where: z.string(), why: z.string() })),
  moreProblems: z.number(),
});

const Kept = z.object({
  status: z.literal('imported'),
  report: Report,
  systems: z.array(z.string()),
  unowned: z.number(),
  closed: z.number(),
});
const Known = z.object({ status: z.literal('known'), report: Report, learned: Instant });

/** What came of a document; one that is refused is a problem document instead. */
export const ImportedDocument = z.discriminatedUnion('status', [Kept, Known]);

/** What became of an archive’s members. Last, where it broke off, is the archive’s own refusal. */
export const ImportedArchive = z.object({
  status: z.literal('archive'),
  path: z.string(),
  members: z.array(
    z.discriminatedUnion('status', [
      Kept,
      Known,
      z.object({
        status: z.literal('refused'),
        path: z.string(),
        code: z.custom<RefusalCode>().meta({ type: 'string' }),
        why: z.string(),
        place: z.object({
          file: z.string().optional(),
          byte: z.number().optional(),
          line: z.number().optional(),
          field: z.string().optional(),
        }),
        next: z.string(),
      }),
    ]),
  ),
});
export const Imported = z.discriminatedUnion('status', [Kept, Known, ImportedArchive]);

/** Long work: `GET /jobs/ID` follows it. */
export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  subject: z.string(),
  progress: z.unknown(),
  result: z.unknown().describe('What came of it: the answer, or a problem document'),
  created: Instant,
  finished: Instant.nullable(),
  attempts: z.number(),
});
export const JobsPage = paged(Job);
