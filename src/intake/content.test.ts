import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../records/instant.ts';
import type { AssayRecord, Problem } from '../records/record.ts';
import { content } from './content.ts';
import { dating } from './dating.ts';
import type { Translator } from './translate.ts';

const record: fc.Arbitrary<AssayRecord> = fc.record({
  kind: fc.constant('resource' as const),
  type: fc.constant('host' as const),
  keys: fc.array(fc.constantFrom('host:a', 'host:b', 'host:c'), { minLength: 1, maxLength: 2 }),
  tags: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { maxKeys: 3 }),
});

function digestOf(records: readonly AssayRecord[]): string {
  const said = content(undefined);
  for (const each of records) said.add([each]);
  return said.digest();
}

/** What stands there, whatever its order. */
function multiset(records: readonly AssayRecord[]): string {
  const lines = records.map((each) => {
    const tags = Object.entries(each.kind === 'resource' ? (each.tags ?? {}) : {});
    return JSON.stringify([{ ...each, tags: undefined }, tags.sort()]);
  });
  return lines.sort().join('\n');
}

test('documents have the same digest where, and only where, they hold the same entries as often', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 4 }), fc.array(record, { maxLength: 4 }), (a, b) => {
      expect(digestOf(a) === digestOf(b)).toBe(multiset(a) === multiset(b));
      expect(digestOf([...a].reverse())).toBe(digestOf(a));
    }),
  );
});

test('what the caller says was looked at is part of it', () => {
  const said = content({ type: 'host', keys: ['host:a'] });
  expect(said.digest()).not.toBe(digestOf([]));
});

const NOW = 1_000 * DAY;
const host: AssayRecord = { kind: 'resource', type: 'host', keys: ['host:a'] };

async function dated(times: (number | undefined)[], envelopeAt?: number) {
  const taken: number[] = [];
  const problems: Problem[] = [];
  const rows = {
    begin: async () => undefined,
    add: async (_: AssayRecord, at: number) => void taken.push(at),
  } as unknown as Translator; // the two that dating calls
  const clock = dating(undefined, NOW, 'f', (problem) => problems.push(problem));
  await clock.begin({ kind: 'envelope', tool: { name: 't' }, ...(envelopeAt && { at: envelopeAt }) }, rows);
  for (const at of times) await clock.add({ ...host, ...(at !== undefined && { at }) }, rows);
  await clock.finish(rows);
  return { taken, problems };
}

test('nothing is taken in that is dated over a day ahead, and its neighbours are', () => {
  return fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: NOW - DAY, max: NOW + 3 * DAY })), async (times) => {
      const { taken, problems } = await dated(times, NOW);
      expect(taken).toEqual(times.filter((at) => at <= NOW + DAY));
      expect(problems).toHaveLength(times.length - taken.length);
    }),
  );
});

test('a document that is dated ahead as a whole is refused, saying both times', async () => {
  await expect(dated([], NOW + DAY)).resolves.toBeDefined();
  await expect(dated([], NOW + DAY + 1)).rejects.toThrow('dated 1972-09-28');
  await expect(dated([NOW + 2 * DAY])).rejects.toMatchObject({ code: 'undated' });
  expect(() => dating(NOW + 2 * DAY, NOW, 'f', () => undefined)).toThrow('dated');
});
