import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Key, lasting } from '../records/key.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { type Mention, things } from './things.ts';

const stores: Store[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
});

async function empty(): Promise<Store> {
  const store = await openStore({ memory: true });
  stores.push(store);
  await store.write('o', (writer) =>
    writer.putOrganization({ id: 'o', name: 'o', timeZone: 'UTC', created: 0, example: false }),
  );
  return store;
}

/** Takes each group of mentions in as one document, with a sighting of each. */
async function takeIn(store: Store, documents: readonly (readonly Mention[])[]): Promise<void> {
  for (const mentions of documents) {
    await store.write('o', async (writer) => {
      const known = things(writer);
      await known.load(mentions.flatMap((each) => [...each.keys]));
      const seen: { thing: string; at: number }[] = [];
      for (const each of mentions) seen.push({ thing: await known.of(each), at: each.at });
      await known.flush();
      await writer.addSightings(
        seen.map(({ thing, at }) => ({ thing, system: 's', at, document: 'd', learned: at, aspects: 0 })),
      );
    });
  }
}

/** Sets of keys that are one thing now, in a form that can be compared. */
async function partition(store: Store): Promise<string[]> {
  const { rows } = await store.reader('o').things({}, { limit: 200 });
  return rows.map((row) => row.keys.join(' ')).sort();
}

/** Instants (each mention has its own) at which the same thing was seen. */
async function seenTogether(store: Store): Promise<string[]> {
  const byThing = new Map<string, number[]>();
  for (const { thing, at } of await store.reader('o').sightings({ known: Number.MAX_SAFE_INTEGER }))
    byThing.set(thing, [...(byThing.get(thing) ?? []), at]);
  return [...byThing.values()].map((times) => times.join(' ')).sort();
}

/** The same by hand: who is who, from all mentions at once. */
function byHand(mentions: readonly Mention[]) {
  const leadOf = ({ keys }: Mention) => {
    const best = ['resource', 'name', 'address'].find((kind) => keys.some((key) => lasting(key) === kind));
    return keys.filter((key) => lasting(key) === best);
  };
  let groups: Set<Key>[] = mentions.map((each) => new Set(leadOf(each)));
  for (let again = true; again; ) {
    again = false;
    for (const [i, a] of groups.entries()) {
      const j = groups.findIndex((b, index) => index > i && [...b].some((key) => a.has(key)));
      const b = groups[j];
      if (!b) continue;
      groups = [...groups.filter((_, index) => index !== i && index !== j), new Set([...a, ...b])];
      again = true;
      break;
    }
  }
  const groupOf = (key: Key) => groups.findIndex((group) => group.has(key));
  const claimants = (names: readonly Key[]) => {
    const spans = new Map<number, { first: number; last: number }>();
    for (const name of names) {
      // A claim under each name counts by itself.
      const own = new Map<number, { first: number; last: number }>();
      for (const each of mentions) {
        const lead = leadOf(each);
        if (!each.keys.includes(name) || lead.includes(name)) continue;
        const group = groupOf(lead[0] ?? '');
        const span = own.get(group) ?? { first: each.at, last: each.at };
        own.set(group, { first: Math.min(span.first, each.at), last: Math.max(span.last, each.at) });
      }
      for (const [group, span] of own) spans.set(group * 10 + names.indexOf(name), span);
    }
    return [...spans].map(([id, span]) => ({ group: Math.floor(id / 10), ...span }));
  };
  function owner(names: readonly Key[], at: number): number | undefined {
    const all = claimants(names);
    const best = (pool: typeof all, of: (span: (typeof all)[number]) => number) =>
      pool.length === 0 ? undefined : pool.reduce((a, b) => (of(b) > of(a) ? b : a)).group;
    return (
      best(
        all.filter(({ first, last }) => first <= at && at <= last),
        ({ first }) => first,
      ) ??
      best(
        all.filter(({ last }) => last < at),
        ({ last }) => last,
      ) ??
      best(all, ({ first }) => -first)
    );
  }
  function standsFor(group: number, at: number): number {
    const next = owner([...(groups[group] ?? [])], at);
    return next === undefined || next === group ? group : standsFor(next, at);
  }
  return { groups, groupOf, leadOf, owner, standsFor };
}

const key = fc.constantFrom(
  'host:a',
  'service:b',
  'host:10.0.0.1',
  'arn:aws:x',
  'arn:aws:y',
  'aws:i-1',
  'aws:i-2',
);
const mention = fc.record({
  kind: fc.constantFrom('host', 'other'),
  keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
  system: fc.constant('s'),
  at: fc.integer({ min: 0, max: 20 }),
});

test('who is who, at each instant and now, is the same by hand, in any order and however spread over documents', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(mention, { maxLength: 4 }), { maxLength: 5 }), async (given) => {
      let index = 0;
      // Each mention has an instant of its own, so that nothing hangs on how ties end.
      const documents = given.map((each) => each.map((one) => ({ ...one, at: one.at * 100 + index++ })));
      const all = documents.flat();
      const { groups, groupOf, leadOf, owner, standsFor } = byHand(all);
      const later = 1_000_000;
      const now = new Map<number, Set<Key>>();
      for (const [group, keys] of groups.entries()) {
        const root = standsFor(group, later);
        now.set(root, new Set([...(now.get(root) ?? []), ...keys]));
      }
      for (const each of all.flatMap(({ keys }) => keys)) {
        if (groupOf(each) >= 0) continue;
        const root = standsFor(owner([each], later) ?? -1, later);
        now.get(root)?.add(each);
      }
      const partitioned = [...now.values()].map((keys) => [...keys].sort().join(' ')).sort();
      const times = new Map<number, number[]>();
      for (const each of all) {
        const root = standsFor(groupOf(leadOf(each)[0] ?? ''), each.at);
        times.set(root, [...(times.get(root) ?? []), each.at]);
      }
      const together = [...times.values()].map((each) => each.sort((a, b) => a - b).join(' ')).sort();

      const forward = await empty();
      await takeIn(forward, documents);
      const backward = await empty();
      await takeIn(
        backward,
        [...documents].reverse().map((each) => [...each].reverse()),
      );
      for (const store of [forward, backward]) {
        expect(await partition(store)).toEqual(partitioned);
        expect(await seenTogether(store)).toEqual(together);
      }
    }),
    { numRuns: 200 },
  );
});

test('a host name that moves to a new machine takes what is seen by it along, from then on', async () => {
  const store = await empty();
  const at = (keys: Key[], when: number): Mention => ({ kind: 'host', keys, system: 's', at: when });
  await takeIn(store, [
    [at(['host:web-1'], 5), at(['host:web-1'], 25)], // monitoring knows it by name only
    [at(['aws:i-old', 'host:web-1'], 1)],
    [at(['aws:i-new', 'host:web-1'], 20)],
  ]);
  expect(await seenTogether(store)).toEqual(['1 5', '20 25']);
  expect(await partition(store)).toEqual(['aws:i-new host:web-1', 'aws:i-old']);
});
