import { z } from 'zod';
import { STEPS } from '../../outputs/scorecard/steps.ts';
import { RESPONSES } from '../../store/planning.ts';
import { InstantQuery, InstantsQuery, PageQuery } from '../query.ts';
import { ReportChange, ReportLapse } from './reports.ts';
import { AspectWord, AutomationWord, Instant, LevelNumber, OutputWord, paged } from './words.ts';

const Criticality = z.enum(['high', 'medium', 'low']).nullable();

/** GET /focus?at=&known=&team=&production=&count= */
export const FocusQuery = InstantsQuery.extend({
  team: z.string().max(200).optional().describe('Name of the team whose systems are wanted'),
  production: z.literal('true').optional().describe('Systems in production only'),
  count: z.coerce.number().int().min(1).max(500).default(100).describe('The neediest, so many of them'),
});

export const Focus = z.object({
  at: Instant,
  known: Instant,
  teams: z.array(z.string()).describe('Names of the teams that have a system in need'),
  total: z.number().describe('Systems in need, of any team'),
  wanted: z.number().describe('Of these, the ones that were asked for'),
  rows: z.array(
    z.object({
      system: z.string(),
      name: z.string(),
      team: z.string().nullable(),
      criticality: Criticality,
      production: z.boolean().nullable(),
      score: z.number().nullable(),
      need: z.number().describe('Points still to climb times criticality'),
      aspect: AspectWord,
      level: LevelNumber,
      nextLevel: LevelNumber,
      step: z.string(),
      earliest: Instant.nullable(),
      response: z.enum(RESPONSES),
      helpers: z
        .array(
          z.object({
            system: z.string(),
            name: z.string(),
            team: z.string().nullable(),
            level: LevelNumber,
            ask: z.string().nullable().describe('Its first support engineer, or its first owner'),
          }),
        )
        .describe('Systems of other teams that stand at least two levels above'),
    }),
  ),
});

/** GET /history?at=&known=&step=&count= */
export const HistoryQuery = InstantsQuery.extend({
  step: z.enum(STEPS).default('week'),
  count: z.coerce.number().int().min(1).max(160).default(60).describe('Instants before the last one'),
});

export const History = z.object({
  instants: z.array(Instant),
  systems: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      team: z.string().nullable(),
      levels: z.array(z.string()).describe('For each instant the levels of the 15 aspects; - where exempt'),
      scores: z.array(z.number().nullable()),
      compared: z.array(z.number()).describe('With exempt aspects as they stand'),
    }),
  ),
});

/** GET /changes?at=&known=&since=&count= */
export const ChangesQuery = InstantsQuery.extend({
  since: InstantQuery.optional().describe('A week before where absent'),
  count: z.coerce.number().int().min(1).max(200).default(20).describe('At most so many of each'),
});

export const Changes = z.object({
  since: Instant,
  at: Instant,
  total: z.number().describe('How many levels rose or fell'),
  changes: z.array(ReportChange).describe('Latest first'),
  lapses: z.array(ReportLapse).describe('Within 31 days if nothing new arrives, the next first'),
});

/** GET /aspects/:aspect/systems?at=&known=&limit=&after= */
export const AspectSystemsQuery = InstantsQuery.extend(PageQuery.shape);

export const AspectSystems = paged(
  z.object({
    system: z.string(),
    name: z.string(),
    team: z.string().nullable(),
    level: LevelNumber,
    exempt: z.boolean(),
    lapses: Instant.nullable(),
    coverage: z.number().nullable().describe('Share of known things, for the level above'),
    next: z.string(),
  }),
);

/** GET /aspects/:aspect/evidence?known= */
export const AspectEvidence = z.object({
  rows: z.array(
    z.object({
      system: z.string(),
      name: z.string(),
      document: z.string(),
      documentName: z.string(),
      adapter: z.string(),
      output: OutputWord,
      automation: AutomationWord,
      declared: z.boolean(),
      at: Instant,
    }),
  ),
});
