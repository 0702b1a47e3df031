import { ASPECTS, OUTPUTS } from '../../records/words.ts';

/** What every attestation says it is. */
export const ATTESTATION = 'attestation/v1';

const text = { type: 'string', minLength: 1 } as const;

const one = {
  type: 'object',
  required: ['assay', 'who', 'what', 'when', 'aspect', 'output'],
  additionalProperties: false,
  properties: {
    assay: { const: ATTESTATION },
    who: {
      description: 'Who did it, and as what.',
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: text, role: text },
    },
    what: { description: 'What was done, in a sentence.', ...text },
    when: {
      description: 'When it was done: a date, or a date and time with its offset (ISO 8601).',
      type: 'string',
      pattern:
        '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?\\s?(Z|z|UTC|[+-]\\d{2}:?\\d{2})?)?$',
    },
    system: { description: 'The system it was done for, by its name.', ...text },
    aspect: { enum: ASPECTS },
    output: { enum: OUTPUTS },
    note: { description: 'What else others should know.', ...text },
    reference: { description: 'Where to look it up: a ticket, a page, minutes.', ...text },
  },
} as const;

/**
 * JSON Schema (2020-12) of an attestation file: one attestation, or a list of them. Editors that know YAML
 * schemas complete from it. `attestation.schema.json` beside this file is the same.
 */
export const ATTESTATION_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Assay attestation',
  description: 'What a person did that no tool recorded. Counts as manual, and never as more.',
  oneOf: [{ $ref: '#/$defs/attestation' }, { type: 'array', items: { $ref: '#/$defs/attestation' } }],
  $defs: { attestation: one },
} as const;
