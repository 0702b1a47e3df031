import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changesOf } from '../../scripts/compatibility.mjs';

type Schema = Record<string, unknown>;

const own: unknown = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));

const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
});
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });

/** A document of one operation that takes one thing and answers another. */
function api(body: Schema, answer: Schema, parameters: Schema[] = []): object {
  return {
    paths: {
      '/things/{id}': {
        put: {
          operationId: 'putThing',
          parameters,
          requestBody: json(body),
          responses: { 200: json(answer) },
        },
      },
    },
  };
}

const text: Schema = { type: 'string' };
const either: Schema = { type: 'string', enum: ['a', 'b'] };
const none = object({});
const query = (required: boolean): Schema => ({ in: 'query', name: 'as', required, schema: text });

test.each<[string, object, object, string]>([
  [
    'an operation that is gone',
    api(none, none),
    { paths: {} },
    'putThing: the operation is gone (PUT /things/{})',
  ],
  ['a field sent that is gone', api(object({ a: text }), none), api(none, none), 'putThing: body.a is gone'],
  [
    'a field read that is gone',
    api(none, object({ a: text })),
    api(none, none),
    'putThing: answer 200.a is gone',
  ],
  [
    'a new required field',
    api(none, none),
    api(object({ a: text }, ['a']), none),
    'putThing: the new body.a is required',
  ],
  [
    'a field that is required now',
    api(object({ a: text }), none),
    api(object({ a: text }, ['a']), none),
    'putThing: body.a is required now',
  ],
  [
    'a field that may be missing now',
    api(none, object({ a: text }, ['a'])),
    api(none, object({ a: text })),
    'putThing: answer 200.a may be missing now',
  ],
  [
    'a narrowed enum',
    api(object({ a: either }), none),
    api(object({ a: { ...either, enum: ['a'] } }), none),
    'putThing: body.a can no longer be "b"',
  ],
  [
    'a parameter that is required now',
    api(none, none, [query(false)]),
    api(none, none, [query(true)]),
    'putThing: the parameter "query as" is required now',
  ],
  [
    'an answer that can be null now',
    api(none, object({ a: text })),
    api(none, object({ a: { type: ['string', 'null'] } })),
    'putThing: answer 200.a was string and is string or null',
  ],
])('%s is breaking', (_, before, after, sentence) => {
  expect(changesOf(before, after).breaking).toEqual([sentence]);
});

test.each<[string, object, object, string]>([
  ['a new operation', { paths: {} }, api(none, none), 'putThing: a new operation (PUT /things/{})'],
  ['a new field to send', api(none, none), api(object({ a: text }), none), 'putThing: a new body.a'],
  [
    'a new field to read',
    api(none, none),
    api(none, object({ a: text }, ['a'])),
    'putThing: a new answer 200.a',
  ],
  [
    'a wider enum',
    api(object({ a: { ...either, enum: ['a'] } }), none),
    api(object({ a: either }), none),
    'putThing: body.a can be "b"',
  ],
  [
    'a new parameter',
    api(none, none),
    api(none, none, [query(false)]),
    'putThing: a new parameter "query as"',
  ],
])('%s is an addition', (_, before, after, sentence) => {
  expect(changesOf(before, after)).toEqual({ breaking: [], added: [sentence] });
});

test('the names of places in a path are nobody’s contract, and nothing changed is nothing found', () => {
  const renamed = JSON.parse(JSON.stringify(api(none, none)).replace('{id}', '{thing}'));
  expect(changesOf(api(none, none), renamed)).toEqual({ breaking: [], added: [] });
  expect(changesOf(Object(own), Object(own))).toEqual({ breaking: [], added: [] });
});
