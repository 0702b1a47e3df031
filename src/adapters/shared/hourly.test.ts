import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from '../../records/instant.ts';
import { hourly } from './hourly.ts';

const event = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.nat({ max: 5 * HOUR }) });

test('each is counted once, and told where it was not told within the hour before', () => {
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const stream = hourly();
      const told = new Map<string, number>();
      for (const { id, at } of events) {
        const before = told.get(id);
        const worth = before === undefined || at - before >= HOUR;
        expect(stream.from(id, at)).toBe(worth);
        if (worth) told.set(id, at);
      }
      expect(stream.heard.count).toBe(told.size);
      const latest = events.length === 0 ? undefined : Math.max(...events.map(({ at }) => at));
      expect(stream.heard.latest).toBe(latest);
    }),
  );
});

test('no more names are remembered than said: the one told longest ago is told again, the others are not', () => {
  const stream = hourly(2);
  expect([stream.from('a', 0), stream.from('b', 1), stream.from('a', HOUR), stream.from('c', HOUR)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([stream.from('a', HOUR + 1), stream.from('c', HOUR + 1)]).toEqual([false, false]);
  expect(stream.from('b', HOUR + 2)).toBe(true);
  // At least two; three were there.
  expect(stream.heard).toEqual({ count: 2, latest: HOUR + 2 });
});
