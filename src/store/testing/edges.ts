import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../records/refusal.ts';
import { ASPECTS } from '../../records/words.ts';
import type { Store, Writer } from '../store.ts';
import * as make from './rows.ts';

const ALWAYS = 8.64e15;
const FIRST = { limit: 50 };

/** What must hold at the edges: misuse, repeated rows, strange text and numbers, any order of arrival. */
export function edges(name: string, open: () => Promise<Store>): void {
  describe(`${name}, at the edges`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.write('a', (writer) => writer.putOrganization(make.organization('a')));
    });
    afterEach(() => store.close());
    const write = <T>(work: (writer: Writer) => Promise<T>) => store.write('a', work);

    test('a write to an organization that nobody made is refused, and leaves nothing', async () => {
      const refused = store.write('none', (writer) => make.everything(writer, 'none'));
      await expect(refused).rejects.toMatchObject({ code: 'not-found' });
      const bulk = store.write('none', (writer) => writer.addEvidence([make.evidence('d', 0)]));
      await expect(bulk).rejects.toBeInstanceOf(Refusal);
      expect(await store.reader('none').practices({ known: ALWAYS })).toEqual([]);
    });

    test('an error that the caller swallowed still undoes the whole write', async () => {
      const swallowed = write(async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.addEvidence([make.evidence('d', 0)]);
        await writer.addEvidence([make.evidence('d', 1), make.evidence('d', 0)]).catch(() => undefined);
      });
      await expect(swallowed).rejects.toThrow();
      expect(await store.reader('a').counts()).toMatchObject({ documents: 0, evidence: 0 });
    });

    test('a writer is of no use after its write, nor a write inside a write', async () => {
      const leaked = await write(async (writer) => ({ writer }));
      await expect(leaked.writer.putTeam({ id: 't', name: 't' })).rejects.toThrow('over');
      const nested = write(() => write((writer) => writer.putTeam({ id: 't', name: 't' })));
      await expect(nested).rejects.toThrow('inside a write');
      expect(await store.reader('a').teams()).toEqual([]);
    });

    test('an organization that is made again never repeats a revision', async () => {
      for (let i = 0; i < 5; i += 1) await write((writer) => writer.putTeam({ id: `t${i}`, name: 't' }));
      const before = await store.reader('a').revision();
      await store.removeOrganization('a');
      await store.removeOrganization('a');
      await write((writer) => writer.putOrganization(make.organization('a')));
      expect(await store.reader('a').revision()).toBeGreaterThan(before);
    });

    test('a document is finished once, and only after it was added', async () => {
      await write((writer) => writer.addDocument(make.document('d')));
      await write((writer) => writer.finishDocument(make.document('d', { findings: 1 })));
      await expect(
        write((writer) => writer.finishDocument(make.document('d', { findings: 2 }))),
      ).rejects.toThrow();
      await expect(write((writer) => writer.finishDocument(make.document('none')))).rejects.toThrow();
      expect((await store.reader('a').document('d'))?.findings).toBe(1);
    });

    test('the same row twice in one call is one row', async () => {
      await write(async (writer) => {
        await writer.putThings(
          [make.thing('t', { firstSeen: 5 }), make.thing('t', { lastSeen: 50, pii: true }), make.thing('u')],
          [
            { key: 'host:h', thing: 't' },
            { key: 'host:h', thing: 't' },
          ],
        );
        await writer.addSightings([make.sighting('t', { aspects: 1 }), make.sighting('t', { aspects: 2 })]);
        await writer.putResults([
          make.result('f', { lastSeen: 10 }),
          make.result('f', { lastSeen: 30, message: 'later' }),
        ]);
        await writer.closeResults({
          adapter: 'adapter',
          tool: 'tool',
          things: ['t', 't'],
          at: 5,
          document: 'd',
        });
      });
      const reader = store.reader('a');
      expect((await reader.things({}, FIRST)).rows[0]).toEqual({
        ...make.thing('t', { firstSeen: 5, lastSeen: 50, pii: true }),
        keys: ['host:h'],
      });
      expect((await reader.sightings({ known: ALWAYS })).map((row) => row.aspects)).toEqual([3]);
      expect((await reader.findings({}, FIRST)).rows).toMatchObject([
        { openSince: 10, lastSeen: 30, message: 'later' },
      ]);
    });

    test('rows for a thing that was merged away in the same write count for what it became', async () => {
      await write(async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.putThings([make.thing('t'), make.thing('u', { owner: 'o' }), make.thing('v')], []);
        await writer.addEvidence([make.evidence('d', 0, { thing: 'u' })]);
        await writer.mergeThings('u', 't');
        await writer.addSightings([make.sighting('u', { aspects: 8 })]);
        await writer.putResults([make.result('f', { thing: 'u' })]);
        await writer.putThings([], [{ key: 'host:u', thing: 'u' }]);
        await writer.mergeThings('t', 'v');
        await writer.addSightings([make.sighting('u', { aspects: 1 })]);
      });
      const reader = store.reader('a');
      expect((await reader.things({}, FIRST)).rows.map(({ id, owner, keys }) => [id, owner, keys])).toEqual([
        ['v', 'o', ['host:u']],
      ]);
      expect((await reader.sightings({ known: ALWAYS })).map((row) => [row.thing, row.aspects])).toEqual([
        ['v', 9],
      ]);
      expect((await reader.findings({}, FIRST)).rows[0]?.thing).toBe('v');
      expect((await reader.evidence({ system: 's' }, FIRST)).rows[0]?.thing).toBe('v');
    });

    test('results and complete runs in any order: the same findings', async () => {
      const times = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 });
      const events = times.chain((list) =>
        fc.tuple(
          ...list.map((at) =>
            fc.record({ at: fc.constant(at), status: fc.constantFrom('fail', 'pass', 'absent') }),
          ),
        ),
      );
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          events.chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
          async ([list, shuffled]) => {
            const inTime = [...list].sort((a, b) => a.at - b.at);
            const shown: unknown[] = [];
            for (const order of [inTime, shuffled]) {
              count += 1;
              const thing = `t${count}`;
              await write(async (writer) => {
                for (const { at, status } of order) {
                  const seen = {
                    status,
                    firstSeen: at,
                    lastSeen: at,
                    openSince: status === 'fail' ? at : undefined,
                  };
                  if (status !== 'absent')
                    await writer.putResults([make.result(thing, { ...seen, status, thing } as never)]);
                  const run = { adapter: 'adapter', tool: 'tool', things: [thing], at, document: 'd' };
                  if (status === 'absent') await writer.closeResults(run);
                }
              });
              const rows = (await store.reader('a').findings({ open: true }, { limit: 10_000 })).rows;
              shown.push(
                rows.filter((row) => row.fingerprint === thing).map((row) => [row.status, row.lastSeen]),
              );
            }
            expect(shown[1]).toEqual(shown[0]);
          },
        ),
        { numRuns: 40 },
      );
    });

    test('evidence pages go from new to old over all aspects, whatever is added meanwhile', async () => {
      const rows = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(...ASPECTS)), {
        minLength: 1,
        maxLength: 40,
      });
      let count = 0;
      await fc.assert(
        fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (list, limit) => {
          const system = `page-${++count}`;
          const document = `d-${system}`;
          const evidence = list.map(([at, aspect], ordinal) =>
            make.evidence(document, ordinal, { at, aspect, system }),
          );
          await write(async (writer) => {
            await writer.addDocument(make.document(document));
            await writer.addEvidence(evidence);
          });
          const seen: number[] = [];
          let after: string | undefined;
          do {
            const page = await store
              .reader('a')
              .evidence({ system }, { limit, ...(after !== undefined && { after }) });
            seen.push(...page.rows.map((row) => row.ordinal));
            after = page.next;
            const newer = make.evidence(document, 100 + seen.length, { at: 99, system });
            await write((writer) => writer.addEvidence([newer]));
          } while (after !== undefined);
          const sorted = [...evidence].sort((x, y) => y.at - x.at || y.ordinal - x.ordinal);
          expect(seen).toEqual(sorted.map((row) => row.ordinal));
        }),
        { numRuns: 15 },
      );
    });

    test('the worst findings come first, of these the oldest', async () => {
      await write((writer) =>
        writer.putResults([
          make.result('1', { severity: 'low' }),
          make.result('2', { severity: 'critical', firstSeen: 9 }),
          make.result('3', { severity: 'critical', firstSeen: -9 }),
          make.result('4', { severity: 'info', status: 'pass', openSince: undefined }),
        ]),
      );
      const reader = store.reader('a');
      const first = await reader.findings({ open: true, system: 's' }, { limit: 2 });
      expect(first.rows.map((row) => row.fingerprint)).toEqual(['3', '2']);
      const second = await reader.findings(
        { open: true, system: 's' },
        { limit: 2, ...(first.next && { after: first.next }) },
      );
      expect(second.rows.map((row) => row.fingerprint)).toEqual(['1']);
      expect((await reader.findings({ open: false }, FIRST)).rows.map((row) => row.fingerprint)).toEqual([
        '4',
      ]);
    });

    test('any instant, any text and any length of key come back as they were', async () => {
      const name = "ﷺ 𝕬 Ω≈ç √ “quoted” '; drop table evidence; -- \\N \\. \t\r\n %s $1 ‮rtl";
      const long = `arn:${'x'.repeat(9_000)}`;
      await write(async (writer) => {
        await writer.addDocument(make.document('d', { name }));
        await writer.addEvidence(
          [-8.64e15, 8.64e15].map((at, i) => make.evidence('d', i, { at, note: name })),
        );
        await writer.putThings(
          [make.thing('t', { name })],
          [
            { key: long, thing: 't' },
            { key: `${long}y`, thing: 't' },
          ],
        );
      });
      const reader = store.reader('a');
      expect((await reader.practices({ known: ALWAYS })).map((row) => row.at)).toEqual([-8.64e15, 8.64e15]);
      expect(
        (await reader.evidence({ system: 's' }, FIRST)).rows.map((row) => [row.note, row.documentName]),
      ).toEqual([
        [name, name],
        [name, name],
      ]);
      expect((await reader.thingsByKeys([long])).get(long)?.name).toBe(name);
      expect((await reader.things({}, FIRST)).rows[0]?.keys.sort()).toEqual([long, `${long}y`]);
    });

    test('NUL and broken text are shown as replaced wherever they stand, in what is asked as well', async () => {
      const bad = 'x\0y\ud800';
      const shown = 'x\ufffdy\ufffd';
      await write(async (writer) => {
        await writer.putSystem(make.system(bad));
        await writer.addDocument(
          make.document(bad, {
            problems: [{ where: bad, why: '\\u0000' }],
            origin: { kind: 'token', name: bad, claims: { [bad]: bad } },
          }),
        );
        await writer.addEvidence(
          Array.from({ length: 300 }, (_, i) =>
            make.evidence(bad, i, { system: bad, thing: bad, reference: bad }),
          ),
        );
        await writer.putThings([make.thing(bad)], [{ key: bad, thing: bad }]);
        await writer.addSightings([make.sighting(bad, { system: bad, document: bad })]);
        await writer.putResults([make.result(bad, { thing: bad, rule: bad, document: bad })]);
        await writer.addRecords([
          {
            document: bad,
            ordinal: 1,
            kind: 'event',
            system: bad,
            thing: bad,
            at: 1,
            name: bad,
            data: { [bad]: bad },
          },
        ]);
      });
      const reader = store.reader('a');
      expect(await reader.document(bad)).toMatchObject({
        sha256: shown,
        problems: [{ where: shown, why: '\\u0000' }],
        origin: { claims: { [shown]: shown } },
      });
      expect((await reader.evidence({ system: bad }, { limit: 1 })).rows[0]).toMatchObject({
        system: shown,
        thing: shown,
        reference: shown,
      });
      expect((await reader.thingsByKeys([bad])).get(bad)?.id).toBe(shown);
      expect(await reader.sightings({ known: ALWAYS, system: bad })).toHaveLength(1);
    });

    test('what is no number is kept out', async () => {
      for (const weight of [Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(write((writer) => writer.putThings([make.thing('t', { weight })], []))).rejects.toThrow(
          'no amount',
        );
      }
      await expect(
        write((writer) => writer.addEvidence([make.evidence('d', 0, { at: 1.5 })])),
      ).rejects.toThrow();
    });

    test('a page of no rows, or of too many, is refused', async () => {
      for (const limit of [0, -1, 1.5, Number.NaN, 1e9]) {
        await expect(store.reader('a').documents({ limit })).rejects.toMatchObject({ code: 'usage' });
      }
    });

    test('what nobody owns is counted and can be found', async () => {
      await write(async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.addEvidence([make.evidence('d', 0, { system: undefined }), make.evidence('d', 1)]);
        await writer.putThings([make.thing('t', { system: undefined }), make.thing('u')], []);
        await writer.putResults([make.result('f', { system: undefined }), make.result('g')]);
        await writer.addRefusal(make.refusal('r'));
      });
      const reader = store.reader('a');
      expect(await reader.counts()).toEqual({
        documents: 1,
        refusals: 1,
        evidence: 2,
        unowned: { evidence: 1, things: 1, results: 1 },
      });
      expect((await reader.findings({ system: null }, FIRST)).rows.map((row) => row.fingerprint)).toEqual([
        'f',
      ]);
      expect((await reader.things({ system: null }, FIRST)).rows.map((row) => row.id)).toEqual(['t']);
      expect((await reader.evidence({ system: null }, FIRST)).rows.map((row) => row.ordinal)).toEqual([0]);
    });

    test('exposure and cost are of each system that they were seen for', async () => {
      const cost = {
        document: 'd',
        system: 's',
        currency: 'EUR',
        account: undefined,
        service: undefined,
        thing: undefined,
        owner: undefined,
      };
      const day = 86_400_000;
      await write(async (writer) => {
        await writer.putThings([make.thing('t', { public: true, pii: false }), make.thing('u')], []);
        await writer.addSightings([
          make.sighting('t'),
          make.sighting('t', { system: 'other' }),
          make.sighting('u', { system: 'third' }),
        ]);
        await writer.addCosts([
          { ...cost, ordinal: 0, amount: 1, from: 0, until: day },
          { ...cost, ordinal: 1, amount: 10, from: 40 * day, until: 41 * day },
          { ...cost, ordinal: 2, amount: -2.5, from: 20 * day, until: 21 * day },
        ]);
      });
      expect(await store.reader('a').observed()).toEqual([
        { system: 'other', public: true, pii: false, monthlyCost: [] },
        { system: 's', public: true, pii: false, monthlyCost: [{ amount: 7.5, currency: 'EUR' }] },
      ]);
    });
  });
}
