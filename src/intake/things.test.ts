import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { type Mention, things } from './things.ts';

async function empty(): Promise<Store> {
  const store = await openStore({ memory: true });
  await store.write('o', (writer) =>
    writer.putOrganization({ id: 'o', name: 'o', timeZone: 'UTC', created: 0, example: false }),
  );
  return store;
}

/** Takes each group of mentions in as one document. */
async function takeIn(store: Store, documents: readonly (readonly Mention[])[]): Promise<void> {
  for (const mentions of documents) {
    await store.write('o', async (writer) => {
      const known = things(writer);
      await known.load(mentions.flatMap((each) => [...each.keys]));
      for (const each of mentions) await known.of(each);
      await known.flush();
    });
  }
}

/** Sets of keys that are one thing, in a form that can be compared. */
async function partition(store: Store): Promise<string[]> {
  const { rows } = await store.reader('o').things({}, { limit: 200 });
  return rows.map((row) => row.keys.join(' ')).sort();
}

/** The same by joining sets until nothing joins any more. */
function joined(mentions: readonly Mention[]): string[] {
  let sets = mentions.map((each) => new Set(each.keys));
  for (let again = true; again; ) {
    again = false;
    for (const [i, a] of sets.entries()) {
      const j = sets.findIndex((b, index) => index > i && [...b].some((key) => a.has(key)));
      const b = sets[j];
      if (!b) continue;
      sets = [...sets.filter((_, index) => index !== i && index !== j), new Set([...a, ...b])];
      again = true;
      break;
    }
  }
  return sets.map((set) => [...set].sort().join(' ')).sort();
}

const key = fc.constantFrom('host:a', 'host:b', 'arn:aws:x', 'arn:aws:y', 'aws:i-1', 'aws:i-2', 'image:q');
const mention = fc.record({
  kind: fc.constantFrom('host', 'other'),
  keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
  system: fc.constantFrom(undefined, 's'),
  at: fc.integer({ min: 0, max: 100 }),
});

test('mentions that share a key are one thing, however they are spread over documents, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(mention, { maxLength: 4 }), { maxLength: 5 }), async (documents) => {
      const all = documents.flat();
      const forward = await empty();
      await takeIn(forward, documents);
      expect(await partition(forward)).toEqual(joined(all));
      const backward = await empty();
      await takeIn(
        backward,
        [...documents].reverse().map((each) => [...each].reverse()),
      );
      expect(await partition(backward)).toEqual(joined(all));
      for (const store of [forward, backward]) {
        for (const row of (await store.reader('o').things({}, { limit: 200 })).rows) {
          const mine = all.filter((each) => each.keys.some((each2) => row.keys.includes(each2)));
          expect(row.firstSeen).toBe(Math.min(...mine.map((each) => each.at)));
          expect(row.lastSeen).toBe(Math.max(...mine.map((each) => each.at)));
          expect(row.kind).toBe(mine.some((each) => each.kind === 'host') ? 'host' : 'other');
        }
        await store.close();
      }
    }),
    { numRuns: 150 },
  );
});
