import { z } from 'zod';
import { RESOURCE_TYPES } from '../records/record.ts';
import { ASPECTS, AUTOMATIONS, OUTPUTS } from '../records/words.ts';

/*
 * One schema for each file of a model folder. Strict everywhere: a field that nobody knows is a spelling
 * mistake, and a mistake in the model would change scores in silence.
 */

const Text = z.string().regex(/\S/, 'expected text, found nothing').describe('Plain text for people.');
const Days = z.int().min(1).max(36_500);
const Link = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });
const Name = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'expected lower-case letters and digits, joined by hyphens, e.g. `aws-backup`',
  );
const DottedName = z
  .string()
  .regex(
    /^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/,
    'expected the aspect, a dot and a name, e.g. `cicd.avoid-shell`',
  );

export const RESPONSE_IDS = ['use', 'ask', 'buy', 'train', 'hire'] as const;
const CRITICALITIES = ['high', 'medium', 'low'] as const;
const SOLUTION_KINDS = ['tool', 'service', 'platform', 'documentation', 'list', 'practice'] as const;
const THING_KINDS = [...RESOURCE_TYPES, 'spend', 'threat', 'alert-rule', 'finding-kind'] as const;

/** `model.yaml`. */
export const VersionFile = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'expected three numbers, e.g. `1.0.0`')
    .describe('Names this set of numbers and words; every published score carries it.'),
});

const Threat = z.strictObject({ id: DottedName, text: Text });

const Solution = z.strictObject({
  id: Name,
  name: Text,
  url: Link.exactOptional(),
  openSource: z.boolean(),
  kind: z.enum(SOLUTION_KINDS),
  group: Text.exactOptional().describe('Heading under which it is shown.'),
  today: Text.describe('What became of it, with its successor.'),
  response: z.enum(RESPONSE_IDS).describe('The response that it belongs to.'),
});

const Advice = z.strictObject({ id: DottedName, text: Text, links: z.array(Link).exactOptional() });

const Coverage = z.strictObject({
  words: Text.describe('What is counted, in words.'),
  known: z.array(z.enum(THING_KINDS)).min(1).describe('Kinds of thing that make up the denominator.'),
  knownBy: z
    .enum(ASPECTS)
    .exactOptional()
    .describe('Count only things that fresh evidence of this aspect reaches.'),
  weight: z.enum(['one', 'amount']).describe('Each thing counts one, or its amount of money.'),
  proof: z
    .strictObject({
      words: Text,
      freshDays: z.int().positive(),
      otherwise: z.number().min(0).max(1).describe('Part of a reached thing that counts without the proof.'),
    })
    .exactOptional()
    .describe('What proves the rest of a reached thing, e.g. that its backup was restored.'),
});

/** `aspects/NN-<id>.yaml`. */
export const AspectFile = z.strictObject({
  id: z.enum(ASPECTS),
  number: z.int().min(1).max(ASPECTS.length),
  title: Text,
  summary: Text,
  threats: z.array(Threat),
  solutions: z.array(Solution),
  advice: z.array(Advice),
  buildsOn: z.array(z.enum(ASPECTS)).describe('Earlier aspects that it needs.'),
  coverage: Coverage,
  steps: z
    .strictObject({ '1': Text, '2': Text, '3': Text, '4': Text })
    .describe('What to do first, by the level to be left.'),
});

const LevelRule = z.strictObject({
  level: z.literal([2, 3, 4, 5]),
  title: Text,
  automation: z.enum(AUTOMATIONS).describe('Weakest automation that counts.'),
  outputs: z
    .array(z.enum(OUTPUTS))
    .describe('Each needs its own unbroken run; empty: any practice counts, in one run.'),
  declaredCounts: z.boolean().describe('Whether practices count that are only configured or planned.'),
  freshDays: Days.describe('A practice is fresh for this many days.'),
  sustainedDays: z.int().min(0).max(36_500).describe('Fresh without a break for this many days.'),
  coverage: z.number().min(0).max(1).exactOptional().describe('Least share of known things reached.'),
});

/** `levels.yaml`. */
export const LevelsFile = z.strictObject({
  levels: z.array(LevelRule),
  coverage: z.strictObject({
    knownDays: Days.describe('A thing stays known for this many days after it was last seen.'),
    lateDays: Days.describe('Evidence handed in later than this is semi-automated at most.'),
  }),
});

/** `outputs.yaml`. */
export const OutputsFile = z.strictObject({
  outputs: z.array(z.strictObject({ id: z.enum(OUTPUTS), title: Text, text: Text })),
});

/** `criticality.yaml`. */
export const CriticalityFile = z.strictObject({
  criticality: z.array(
    z.strictObject({ pii: z.boolean(), public: z.boolean(), criticality: z.enum(CRITICALITIES) }),
  ),
});

/** `production.yaml`. */
export const ProductionFile = z.strictObject({
  public: z.boolean().describe('Whether facing the public makes a system a production system.'),
  pii: z.boolean().describe('Whether holding personal data makes a system a production system.'),
  monthlyCost: z
    .strictObject({
      amount: z.number().min(0),
      currency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code, e.g. `USD`'),
    })
    .describe('A system that costs more than this in a month is a production system.'),
});

/** `responses.yaml`. */
export const ResponsesFile = z.strictObject({
  responses: z.array(z.strictObject({ id: z.enum(RESPONSE_IDS), title: Text, text: Text })),
});

/** `frameworks.yaml`. */
export const FrameworksFile = z.strictObject({
  frameworks: z.array(z.strictObject({ id: Name, title: Text, url: Link, text: Text })),
});

/** `crosswalk.yaml`. */
export const CrosswalkFile = z.strictObject({
  crosswalk: z.array(
    z.strictObject({
      id: Name,
      title: Text,
      version: Text.describe('Edition whose numbering the references follow.'),
      url: Link,
      text: Text,
      references: z
        .array(
          z.strictObject({
            id: z.enum(ASPECTS).describe('The aspect that the controls are about.'),
            controls: z.array(z.strictObject({ id: Text, title: Text })).min(1),
          }),
        )
        .describe('Aspects that the framework touches.'),
    }),
  ),
});

/** Schemas by name; `model/schema/<name>.schema.json` is made from each. */
const MODEL_SCHEMAS = {
  model: VersionFile,
  aspect: AspectFile,
  levels: LevelsFile,
  outputs: OutputsFile,
  criticality: CriticalityFile,
  production: ProductionFile,
  responses: ResponsesFile,
  frameworks: FrameworksFile,
  crosswalk: CrosswalkFile,
} as const;

/**
 * JSON Schema (draft 2020-12) of every kind of model file, by file name, so that editors can check and
 * complete them. `model/schema/` holds the result.
 */
export function modelJsonSchemas(): ReadonlyMap<string, unknown> {
  const schemas = new Map<string, unknown>();
  for (const [name, schema] of Object.entries(MODEL_SCHEMAS)) {
    schemas.set(`${name}.schema.json`, z.toJSONSchema(schema));
  }
  return schemas;
}
