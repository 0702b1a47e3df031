import { z } from 'zod';
import { STEPS } from '../../outputs/scorecard/steps.ts';
import { RESPONSES } from '../../store/planning.ts';
import { InstantsQuery } from '../query.ts';
import { AspectWord, Instant, LevelNumber } from './words.ts';

const Criticality = z.enum(['high', 'medium', 'low']).nullable();

/** GET /focus?at=&known= */
export const Focus = z.object({
  at: Instant,
  known: Instant,
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
