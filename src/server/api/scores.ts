import { z } from 'zod';
import {
  AspectWord,
  AutomationWord,
  Instant,
  LevelNumber,
  ModelName,
  OriginName,
  OutputWord,
  paged,
  SeverityWord,
} from './words.ts';

const Missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('practice'), output: OutputWord.optional() }),
  z.object({
    kind: z.literal('time'),
    output: OutputWord.optional(),
    since: z.number(),
    until: z.number(),
  }),
  z.object({
    kind: z.literal('coverage'),
    share: z.number().optional(),
    needed: z.number(),
  }),
]);

const AspectScore = z.object({
  id: AspectWord,
  level: LevelNumber,
  since: Instant.nullable(),
  lapses: Instant.nullable(),
  lapsesTo: LevelNumber.nullable(),
  reason: z.string(),
  next: z.string(),
  nextLevel: LevelNumber.nullable(),
  earliest: Instant.nullable(),
  missing: z.array(Missing),
  coverage: z.number().nullable(),
  latest: Instant.nullable(),
  exempt: z.boolean(),
  missingCoverage: z.array(AspectWord),
});

const Flag = z.object({ declared: z.boolean().nullable(), observed: z.boolean().nullable() });

const Exposure = z.object({
  criticality: z.enum(['high', 'medium', 'low']).nullable(),
  production: z.boolean().nullable(),
  pii: Flag,
  public: Flag,
  monthlyCost: z.object({
    declared: z.number().nullable(),
    observed: z.number().nullable(),
    currency: z.string(),
  }),
  notes: z.array(z.string()),
});

const SystemScoreAnswer = z.object({
  id: z.string(),
  name: z.string(),
  team: z.string().nullable(),
  score: z.number().nullable().describe('15 to 75'),
  of: z.literal(75),
  compared: z
    .number()
    .describe('What is compared with other systems and moments: exempt aspects count as they stand'),
  exempt: z.number().describe('How many aspects are exempt'),
  aspects: z.array(AspectScore),
  exposure: Exposure,
  growth: z.object({ since: Instant, from: z.number(), value: z.number().nullable() }),
  openFindings: z.number(),
  lapsesNext: z.object({ aspect: AspectWord, at: Instant, from: LevelNumber, to: LevelNumber }).nullable(),
});

/** GET /portfolio?at=&known= */
export const Portfolio = z.object({
  organization: z.string(),
  at: Instant,
  known: Instant,
  model: ModelName,
  systems: z.array(SystemScoreAnswer),
  focus: z.array(z.object({ system: z.string(), aspect: AspectWord, step: z.string() })),
});

const MapLapse = z.object({ aspect: AspectWord, at: Instant, to: LevelNumber });

/** GET /portfolio/map?at=&known= */
export const PortfolioMap = z.object({
  organization: z.string(),
  at: Instant,
  known: Instant,
  model: ModelName,
  since: Instant.describe('What growth is measured against'),
  aspects: z.array(AspectWord).describe('The order of the levels'),
  systems: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      team: z.string().nullable(),
      score: z.number().nullable().describe('15 to 75'),
      compared: z.number().describe('15 to 75, with exempt aspects as they stand'),
      growth: z.object({ from: z.number(), value: z.number().nullable() }),
      criticality: Exposure.shape.criticality,
      production: Exposure.shape.production,
      need: z.number().describe('Points still to climb times criticality'),
      openFindings: z.number(),
      levels: z
        .array(z.union([z.literal(0), LevelNumber]))
        .describe('1 to 5, in the order of the aspects; 0 where exempt'),
      lapsesNext: MapLapse.nullable().describe('What falls next if nothing new arrives'),
      falling: z
        .array(MapLapse)
        .describe('What falls within 14 days, and within a quarter of the level’s own rhythm'),
    }),
  ),
  focus: z
    .array(z.object({ system: z.string(), aspect: AspectWord }))
    .describe('Who needs help most, the first of them'),
});

/** GET /systems/:system?at=&known= */
export const SystemPage = z.object({
  at: Instant,
  known: Instant,
  model: ModelName,
  system: SystemScoreAnswer,
  timelines: z
    .array(
      z.object({
        aspect: AspectWord,
        intervals: z.array(
          z.object({ from: Instant, until: Instant, level: LevelNumber, exempt: z.boolean() }),
        ),
      }),
    )
    .describe('Level of each aspect over the last 14 months'),
  findings: z.array(z.object({ aspect: AspectWord, severity: SeverityWord, count: z.number() })),
});

/** GET /systems/:system/aspects/:aspect/evidence?after= */
export const EvidencePage = paged(
  z.object({
    document: z.string(),
    documentName: z.string(),
    adapter: z.string(),
    output: OutputWord,
    automation: AutomationWord,
    declared: z.boolean(),
    at: Instant,
    learned: Instant,
    origin: OriginName,
    reference: z.string().nullable(),
    note: z.string().nullable(),
  }),
);

/** GET /systems/:system/aspects/:aspect/doubts?at=&known= */
export const Doubts = z.object({
  rows: z.array(
    z.object({
      kind: z.string().describe('For programs; more kinds may come'),
      words: z.string().describe('One sentence'),
    }),
  ),
});
