import { RECORD_KINDS, RESOURCE_TYPES } from '../../records/record.ts';
import { FIELDS, type Field } from './fields.ts';
import { MAP } from './mapping.ts';
import { expected } from './words.ts';

const text = { type: 'string', minLength: 1 } as const;
const columns = {
  description:
    'A column by its header name, or by a JSON Pointer inside the row; of several, the first that is not empty.',
  oneOf: [text, { type: 'array', items: text, minItems: 1, maxItems: 20 }],
};
const scalar = { type: ['string', 'number', 'boolean'] };

const condition = {
  type: 'object',
  description: 'The row counts where the text of the column is one of these. Case does not matter.',
  required: ['column'],
  anyOf: [{ required: ['equals'] }, { required: ['in'] }, { required: ['matches-prefix'] }],
  additionalProperties: false,
  properties: {
    column: columns,
    equals: { description: 'The whole text; empty for an empty cell.', ...scalar },
    in: { type: 'array', items: scalar, minItems: 1 },
    'matches-prefix': { oneOf: [text, { type: 'array', items: text, minItems: 1 }] },
  },
};

const source = {
  type: 'object',
  anyOf: [{ required: ['column'] }, { required: ['value'] }],
  additionalProperties: false,
  properties: {
    column: columns,
    value: { description: 'The same for every row; with a column, what an empty cell means.', ...scalar },
    empty: {
      description: 'Texts that mean that there is nothing, such as Never.',
      oneOf: [scalar, { type: 'array', items: scalar, minItems: 1 }],
    },
    map: {
      description: 'What each text of the column means. Case does not matter.',
      type: 'object',
      minProperties: 1,
      additionalProperties: scalar,
    },
    otherwise: { description: 'What a text means that `map` does not have.', ...scalar },
    format: {
      description:
        'How dates and numbers are written: iso, epoch-seconds, epoch-milliseconds, decimal-comma, or a pattern of yyyy, mm (mon for Jan), dd, HH, MM, SS and AM, such as dd/mm/yyyy HH:MM. Times are UTC.',
      ...text,
    },
  },
};

function described({ help, sort }: Field): object {
  return { $ref: '#/$defs/source', description: `${help} (${expected(sort)})` };
}

const records = RECORD_KINDS.map((kind) => {
  const own = Object.entries(FIELDS[kind]);
  return {
    type: 'object',
    required: ['kind', 'fields'],
    additionalProperties: false,
    properties: {
      kind: { const: kind },
      when: {
        description: 'All of them have to hold.',
        oneOf: [{ $ref: '#/$defs/condition' }, { type: 'array', items: { $ref: '#/$defs/condition' } }],
      },
      once: {
        description: 'One record for the whole document, from the first row that gives one.',
        type: 'boolean',
      },
      fields: {
        type: 'object',
        required: own.filter(([, field]) => field.required).map(([name]) => name),
        additionalProperties: false,
        properties: Object.fromEntries(own.map(([name, field]) => [name, described(field)])),
      },
    },
  };
});

/**
 * JSON Schema (2020-12) of a map. Editors that know YAML schemas complete from it. `map.schema.json` beside this
 * file is the same; `parseMap` checks a little more (dates, words for a severity).
 */
export const MAP_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Assay map',
  description: `How the rows of a table become records. Types of resources: ${RESOURCE_TYPES.join(', ')}.`,
  type: 'object',
  required: ['assay', 'tool', 'reads', 'records'],
  additionalProperties: false,
  properties: {
    $schema: text,
    assay: { const: MAP },
    name: { description: 'What the map is for, for people.', ...text },
    tool: { description: 'The tool whose export it reads.', ...text },
    reads: { enum: ['csv', 'ndjson', 'json'] },
    rows: { description: 'JSON only: where the rows are, e.g. /items/*; /* where absent.', type: 'string' },
    complete: {
      description: 'The export is the tool’s full answer: what it no longer names is gone.',
      type: 'boolean',
    },
    records: { type: 'array', minItems: 1, maxItems: 100, items: { oneOf: records } },
  },
  $defs: { condition, source },
};
