import { ASPECTS, OUTPUTS } from '../../records/words.ts';
import { RUN } from './envelope.ts';

const text = { type: 'string', minLength: 1 } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const bytes = { type: 'integer', minimum: 0 } as const;
const digest = {
  type: 'object',
  required: ['sha256', 'bytes'],
  properties: { sha256, bytes },
} as const;

/** JSON Schema (2020-12) of a run envelope, as `assay run` writes it. */
export const RUN_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Assay run envelope',
  description: 'What was observed of one run of a command. Written by `assay run`.',
  type: 'object',
  required: ['assay', 'command', 'started', 'ended', 'exitCode', 'aspect', 'outputs'],
  properties: {
    assay: { const: RUN },
    command: { type: 'array', items: { type: 'string' }, minItems: 1 },
    started: instant,
    ended: instant,
    exitCode: { type: 'integer' },
    signal: text,
    host: text,
    user: text,
    ci: {
      description: 'What the environment claims about the pipeline; nothing proves it.',
      type: 'object',
      required: ['provider'],
      properties: { provider: text, repository: text, workflow: text, run: text },
    },
    aspect: { enum: ASPECTS },
    outputs: { type: 'array', items: { enum: OUTPUTS } },
    target: { ...text, description: 'What was worked on: TYPE:NAME.' },
    restored: { type: 'boolean', description: 'The run brought a backup of the target back.' },
    files: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'sha256', 'bytes'],
        properties: { path: text, sha256, bytes },
      },
    },
    stdout: digest,
    stderr: digest,
  },
} as const;
