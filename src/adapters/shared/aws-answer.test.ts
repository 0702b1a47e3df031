import { expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import { parseInstant } from '../../records/instant.ts';
import { CERTAIN, POSSIBLE } from '../adapter.ts';
import { awsAnswer, awsInstant, awsItems, awsTags, listsCertainty } from './aws-answer.ts';

const recorded = {
  __class__: 'datetime',
  year: 2026,
  month: 2,
  day: 9,
  hour: 3,
  minute: 4,
  second: 5,
  microsecond: 678_000,
};

test.each([
  ['2026-02-09T03:04:05.678Z', '2026-02-09T03:04:05.678Z'],
  ['2026-02-09T04:04:05.678000+01:00', '2026-02-09T03:04:05.678Z'],
  [1770606245.678, '2026-02-09T03:04:05.678Z'],
  [recorded, '2026-02-09T03:04:05.678Z'],
  [{ ...recorded, month: 13 }, undefined],
  [{ year: 2026, month: 2, day: 9 }, undefined],
  ['yesterday', undefined],
  [undefined, undefined],
])('%j is %s', (value, text) => {
  expect(awsInstant(value)).toBe(text === undefined ? undefined : parseInstant(text));
});

test('tags are read from a list and from an object', () => {
  const tags = { owner: 'Web', empty: '' };
  expect(awsTags([{ Key: 'owner', Value: 'Web' }, { Key: 'empty', Value: '' }, { Key: 1 }, null])).toEqual(
    tags,
  );
  expect(awsTags({ ...tags, count: 3 })).toEqual(tags);
  expect(awsTags([])).toBeUndefined();
  expect(awsTags('owner')).toBeUndefined();
});

test('a tag that is called __proto__ is a tag and nothing else', () => {
  expect(Object.entries(awsTags([{ Key: '__proto__', Value: 'x' }]) ?? {})).toEqual([['__proto__', 'x']]);
});

test.each([
  [{ Things: [{ a: 1 }, 2] }, '/Things'],
  [{ status_code: 200, data: { Things: [{ a: 1 }, 2], ResponseMetadata: {} } }, '/data/Things'],
])('elements are found in the answer and in a recording of it', async (value, place) => {
  const document = await memoryDocument('answer.json', JSON.stringify(value));
  expect(awsAnswer(document.head)).toHaveProperty('Things');
  const items = [];
  for await (const item of awsItems(document, ['Things'])) items.push(item);
  expect(items).toEqual([
    { list: 'Things', pointer: `${place}/0`, item: { a: 1 }, value: { a: 1 } },
    { list: 'Things', pointer: `${place}/1`, item: undefined, value: 2 },
  ]);
});

test.each([
  ['a list whose elements have the member', { Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] }, CERTAIN],
  ['odd elements before it', { Stacks: [null, {}, { StackStatus: 'CREATE_COMPLETE' }] }, CERTAIN],
  ['a list that holds nothing', { Stacks: [] }, POSSIBLE],
  ['a list of another service', { Stacks: [{ StackId: 'aeb7523e', Name: 'shop' }] }, 0],
  ['a list of names', { Stacks: ['shop'] }, 0],
  ['another list', { Chimneys: [] }, 0],
])('of %s it is as sure as it can be', async (_, answer, certainty) => {
  const { head } = await memoryDocument('a.json', Buffer.from(JSON.stringify(answer)));
  expect(listsCertainty(head, [['Stacks', 'StackStatus']], POSSIBLE)).toBe(certainty);
});
