import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Key } from '../../records/key.ts';
import { ASPECTS } from '../../records/words.ts';
import type { Store, Writer } from '../store.ts';
import * as make from './rows.ts';

const SYSTEMS = ['p', 'q', 'r'] as const;
const THINGS = ['t0', 't1', 't2', 't3', 't4'] as const;
const NAMES: readonly Key[] = ['host:h0', 'host:h1', 'host:h2', 'ip:10.0.0.1'];

/** One write of a kind, as numbers say. */
type Step = [kind: number, a: number, b: number, c: number];
const STEP = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9));

function pick<T>(from: readonly [T, ...T[]] | readonly T[], index: number): T {
  return from[index % from.length] as T; // no list here is empty
}

/** Does a step; each row has a document of its own. */
async function apply(writer: Writer, [kind, a, b, c]: Step, document: string): Promise<void> {
  const [system, thing, other, name] = [pick(SYSTEMS, a), pick(THINGS, b), pick(THINGS, c), pick(NAMES, c)];
  const at = 10 + ((a + b + c) % 7);
  const works: (() => Promise<unknown>)[] = [
    () => writer.addEvidence([make.evidence(document, 0, { system, aspect: pick(ASPECTS, b), at })]),
    () => writer.addSightings([make.sighting(thing, { system, document, at, aspects: 1 << c })]),
    () =>
      writer.putThings(
        [
          make.thing(thing, {
            kind: pick(['host', 'other', 'database'], a),
            weight: 1 + (a % 3),
            public: c > 5 || undefined,
          }),
        ],
        [{ key: name, thing }],
      ),
    () => (thing === other ? Promise.resolve() : writer.mergeThings(thing, other)),
    () => writer.putClaims([{ key: name, thing, at }]),
    () =>
      writer.putResults([
        make.result(`f${b % 4}`, {
          system,
          thing,
          document,
          status: a % 2 ? 'fail' : 'pass',
          lastSeen: at,
          firstSeen: at,
          openSince: a % 2 ? at : undefined,
          statement: c % 2 ? 'cve' : undefined,
          tool: `tool${c % 2}`,
        }),
      ]),
    () =>
      writer.closeResults({ adapter: 'adapter', tool: `tool${c % 2}`, things: [thing], at: 20, document }),
    () => writer.putExemption({ ...make.exemption(`e${b} of ${system}`), system, until: 100 + c }),
    () => writer.eraseContent(`d${1 + a * 10 + b}`),
    () => writer.putSystem(make.system(system, { pii: c % 2 === 0, name: `name ${b}` })),
  ];
  await works[kind]?.();
}

/** What scores of each system are made of. */
async function facts(store: Store): Promise<Map<string, string>> {
  const reader = store.reader('a');
  const known = Number.MAX_SAFE_INTEGER;
  const [practices, sightings, observed] = [
    await reader.practices({ known }),
    await reader.sightings({ known }),
    await reader.observed(),
  ];
  const [counts, systems, exemptions] = [
    await reader.findingCounts(),
    await reader.systems(),
    await reader.exemptions(),
  ];
  // What happened at one instant has no order.
  const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  return new Map(
    SYSTEMS.map((id) => [
      id,
      JSON.stringify([
        sorted(practices.filter(({ system }) => system === id)),
        sorted(sightings.filter(({ system }) => system === id)),
        observed.filter(({ system }) => system === id),
        counts.filter(({ system }) => system === id),
        systems.filter((row) => row.id === id),
        exemptions.filter(({ system }) => system === id),
      ]),
    ]),
  );
}

/** What a store says of what a write changed, run over both. */
export function changes(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.write('a', (writer) => writer.putOrganization(make.organization('a')));
    });
    afterEach(() => store.close());

    test('whatever is written, every system of which anything changed is told, and read alone is as among all', async () => {
      let document = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(STEP, { minLength: 1, maxLength: 3 }), async (steps) => {
          const [before, revision] = [await facts(store), await store.reader('a').revision()];
          await store.write('a', async (writer) => {
            for (const step of steps) {
              document += 1;
              await writer.addDocument(make.document(`d${document}`));
              await apply(writer, step, `d${document}`);
            }
          });
          const after = await facts(store);
          const told = await store.reader('a').changedSince(revision);
          for (const id of SYSTEMS) if (before.get(id) !== after.get(id)) expect(told).toContain(id);
        }),
        { numRuns: 80 },
      );
      const reader = store.reader('a');
      const known = Number.MAX_SAFE_INTEGER;
      for (const id of SYSTEMS) {
        const own = <Row extends { system: string | undefined }>(rows: readonly Row[]) =>
          rows.flatMap((row) => (row.system === id ? [JSON.stringify(row)] : [])).sort();
        expect(own(await reader.practices({ known, system: [id] }))).toEqual(
          own(await reader.practices({ known })),
        );
        expect(own(await reader.sightings({ known, system: [id] }))).toEqual(
          own(await reader.sightings({ known })),
        );
        expect(own(await reader.observed([id]))).toEqual(own(await reader.observed()));
        expect(own(await reader.findingCounts([id]))).toEqual(own(await reader.findingCounts()));
      }
    }, 120_000);

    test('what touches no system tells of none, and an organization that is made again of all', async () => {
      const revision = await store.reader('a').revision();
      await store.write('a', (writer) => writer.putTeam({ id: 't', name: 'Team' }));
      expect(await store.reader('a').changedSince(revision)).toEqual([]);
      await store.write('a', (writer) => writer.putSystem(make.system('s')));
      expect(await store.reader('a').changedSince(revision)).toEqual(['s']);
      expect(await store.reader('a').changedSince(revision + 2)).toEqual([]);
      await store.removeOrganization('a');
      await store.write('a', (writer) => writer.putOrganization(make.organization('a')));
      expect(await store.reader('a').changedSince(revision + 2)).toBeUndefined();
    });
  });
}
