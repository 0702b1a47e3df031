import { z } from 'zod';
import { PLAN_STATES } from '../../outputs/plan/progress.ts';
import { InstantsQuery } from '../query.ts';
import { AspectWord, Instant, LevelNumber, ModelName } from './words.ts';

const Id = z.string().min(1).max(200);

/** GET /report?system=&team=&at=&known=&compare=&full=&format= */
export const ReportQuery = InstantsQuery.extend({
  system: Id.optional().describe('Id or name of the system that it is about'),
  team: Id.optional().describe('Id of the team that it is about; the whole portfolio where neither is given'),
  compare: InstantsQuery.shape.at.describe(
    'The date that it is compared with; a quarter before where absent',
  ),
  full: z.enum(['true', 'false']).default('false').describe('Every system with its reasons'),
  format: z.enum(['json', 'pdf', 'md']).default('json'),
  size: z.enum(['A4', 'LETTER']).default('A4').describe('Of the paper, for a PDF'),
});

const Named = { system: z.string(), systemName: z.string(), aspect: AspectWord };
const Growth = z.number().nullable().describe('ln(score / before)');

export const ReportLapse = z.object({ ...Named, from: LevelNumber, to: LevelNumber, at: Instant });
export const ReportChange = ReportLapse.extend({ why: z.string() });

export const Report = z.object({
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('portfolio') }),
    z.object({ kind: z.literal('team'), id: z.string() }),
    z.object({ kind: z.literal('system'), id: z.string() }),
  ]),
  title: z.string(),
  organization: z.string(),
  at: Instant,
  compare: Instant,
  model: ModelName,
  average: z.object({ now: z.number().nullable(), before: z.number().nullable() }),
  growth: Growth,
  openFindings: z.number(),
  systems: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      team: z.string().nullable(),
      criticality: z.enum(['high', 'medium', 'low']).nullable(),
      production: z.boolean().nullable(),
      score: z.number().nullable(),
      before: z.number().nullable(),
      growth: Growth,
      openFindings: z.number(),
      aspects: z.array(
        z.object({
          id: AspectWord,
          level: LevelNumber,
          before: LevelNumber,
          exempt: z.boolean(),
          reason: z.string(),
          next: z.string(),
          lapses: Instant.nullable(),
        }),
      ),
    }),
  ),
  changes: z.array(ReportChange),
  lapses: z.array(ReportLapse),
  steps: z.array(z.object({ ...Named, step: z.string() })),
  plans: z.array(
    z.object({
      ...Named,
      level: LevelNumber,
      target: LevelNumber,
      owner: z.string(),
      due: Instant.nullable(),
      state: z.enum(PLAN_STATES),
    }),
  ),
  exemptions: z.array(z.object({ ...Named, until: Instant, approver: z.string(), reason: z.string() })),
});
