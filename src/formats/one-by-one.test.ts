import { expect, test } from 'vitest';
import { oneByOne } from './one-by-one.ts';
import { allOf } from './testing/refused.ts';

test('items of all batches in order, also where a batch is empty or an item is undefined', async () => {
  async function* batches() {
    yield [];
    yield [1, undefined];
    yield [];
    yield [2];
  }
  expect(await allOf(oneByOne(batches()))).toEqual([1, undefined, 2]);
});

test('an error comes after the items before it', async () => {
  const got: number[] = [];
  async function* batches() {
    yield [1, 2];
    throw new Error('broken');
  }
  const read = async () => {
    for await (const item of oneByOne(batches())) got.push(item);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(got).toEqual([1, 2]);
});

test('leaving in the middle ends what gives the batches, and nothing comes after', async () => {
  let ended = false;
  async function* batches() {
    try {
      yield [1, 2, 3];
      yield [4];
    } finally {
      ended = true;
    }
  }
  const items = oneByOne(batches());
  for await (const item of items) if (item === 2) break;
  expect(ended).toBe(true);
  expect(await items.next()).toEqual({ value: undefined, done: true });
});
