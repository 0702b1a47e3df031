import { z } from 'zod';
import { PLAN_STATES } from '../../outputs/plan/progress.ts';
import { RESPONSES } from '../../store/planning.ts';
import { AspectWord, Instant, LevelNumber, OutputWord } from './words.ts';

const SystemName = z.string().min(1).max(200);
const Owner = z.string().trim().min(1).max(200).describe('Who does it, as people write it');
const Note = z.string().trim().max(2_000).default('');
const Due = z.iso.datetime({ offset: true }).nullish().describe('The end of the day by which it is due');
const Response = z.enum(RESPONSES).describe('How the gap is answered');

/** GET /plans?system=&state= */
export const PlansQuery = z.object({
  system: SystemName.optional(),
  state: z.enum(PLAN_STATES).optional(),
});

export const NewPlan = z.strictObject({
  system: SystemName,
  aspect: AspectWord,
  target: LevelNumber.describe('The level that the aspect is to reach'),
  response: Response,
  owner: Owner,
  due: Due,
  note: Note,
});

/** What of a plan can change; whether it is done cannot: levels say so. */
export const PlanChange = NewPlan.omit({ system: true, aspect: true }).extend({
  dropped: z.boolean().default(false).describe('Given up'),
});

export const Plan = z.object({
  id: z.string(),
  system: z.string(),
  systemName: z.string(),
  team: z.string().nullable(),
  aspect: AspectWord,
  target: LevelNumber,
  response: Response,
  owner: z.string(),
  due: Instant.nullable(),
  note: z.string(),
  created: Instant,
  by: z.string(),
  state: z.enum(PLAN_STATES),
  level: LevelNumber.describe('Where the aspect stands now'),
  reached: Instant.nullable().describe('When the target was first reached since it was planned'),
  earliest: Instant.nullable().describe('When the next level can be reached at the earliest'),
  step: z.string().describe('What to do next, in a sentence'),
});
export const Plans = z.object({ rows: z.array(Plan) });

/** Whom the model wants in the room. */
export const WORKSHOP_ROLES = [
  'product-owner',
  'manager',
  'operations',
  'developer',
  'security',
  'other',
] as const;

const People = z
  .array(
    z.strictObject({
      id: z.string().min(1).max(40),
      name: z.string().trim().min(1).max(200),
      role: z.enum(WORKSHOP_ROLES),
    }),
  )
  .max(50);

/** What one person says of one aspect. */
const Said = z.strictObject({
  aspect: AspectWord,
  person: z.string().max(40).describe('Id of one of the people'),
  level: LevelNumber.nullable().describe(
    'Where they think the system stands; no evidence, but others may differ',
  ),
  done: z
    .strictObject({
      what: z.string().trim().min(1).max(2_000).describe('What was done, in a sentence'),
      when: z.iso.date(),
      output: OutputWord,
    })
    .nullable()
    .describe('Becomes an attestation in their name when the workshop ends'),
  note: z.string().trim().max(2_000).default(''),
});

/** What a workshop holds while it goes on. */
export const WorkshopData = z.object({
  people: People,
  answers: z.array(Said).max(750),
  /** The document of attestations, once it ended. */
  document: z.string().optional(),
});
export type WorkshopData = z.output<typeof WorkshopData>;

export const WorkshopsQuery = z.object({ system: SystemName.optional() });
export const NewWorkshop = z.strictObject({ system: SystemName, people: People });
export const WorkshopChange = z.strictObject({
  version: z.number().int().describe('The one that was read; refused where it changed meanwhile'),
  people: People,
  answers: z.array(Said).max(750),
});

const AspectLevel = z.object({ aspect: AspectWord, level: LevelNumber, exempt: z.boolean() });
const Head = z.object({
  id: z.string(),
  system: z.string(),
  systemName: z.string(),
  begun: Instant,
  ended: Instant.nullable(),
  by: z.string(),
  people: People,
  answered: z.number().describe('Aspects of which somebody said something'),
});
export const Workshops = z.object({ rows: z.array(Head) });
export const Workshop = Head.extend({
  version: z.number(),
  answers: z.array(Said),
  levels: z.array(AspectLevel).describe('As derived from evidence when it ended, or now'),
  disagreements: z
    .array(z.object({ aspect: AspectWord, from: LevelNumber, to: LevelNumber }))
    .describe('Aspects of which people think differently'),
  document: z.string().nullable().describe('The attestations that it became'),
  previous: z
    .object({
      id: z.string(),
      ended: Instant,
      levels: z.array(AspectLevel),
      answers: z.array(Said),
      people: People,
    })
    .nullable()
    .describe('The workshop of the same system before it, to see what changed'),
});
