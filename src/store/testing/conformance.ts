import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

/** What every store must do, run over both. `open` gives an empty store each time. */
export function conformance(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, (writer) => writer.putOrganization(make.organization(id)));
    });
    afterEach(() => store.close());
    const first = { limit: 50 };

    test('an organization keeps its name, zone and time', async () => {
      expect(await store.reader('a').organization()).toEqual(make.organization('a'));
      expect((await store.organizations()).map((row) => row.id)).toEqual(['a', 'b']);
      expect(await store.reader('none').organization()).toBeUndefined();
    });

    test('a system goes with its contacts and rules where nothing is known of it, and stays where something is', async () => {
      await store.write('a', async (writer) => {
        for (const id of ['bare', 'known']) {
          await writer.putSystem(make.system(id));
          await writer.putContacts(id, [{ kind: 'owner', name: 'X', reach: undefined }]);
          await writer.putAttribution({ id: `of ${id}`, order: 1, pattern: `host:${id}`, system: id });
        }
        await writer.putExemption({ ...make.exemption('e'), system: 'known' });
        expect(await writer.removeSystem('bare')).toBe(true);
        expect(await writer.removeSystem('bare')).toBe(false);
        expect(await writer.removeSystem('known')).toBe(false);
      });
      const reader = store.reader('a');
      expect((await reader.systems()).map(({ id }) => id)).toEqual(['known']);
      expect((await reader.contacts()).map(({ system }) => system)).toEqual(['known']);
      expect((await reader.attributions()).map(({ id }) => id)).toEqual(['of known']);
    });

    test('teams, systems, rules and exemptions come back as they were put, and a second put replaces', async () => {
      await store.write('a', async (writer) => {
        await writer.putTeam({ id: 't', name: 'Team' });
        await writer.putSystem(make.system('s'));
        await writer.putSystem(make.system('s', { pii: true, public: false, monthlyCost: 12.5, team: 't' }));
        await writer.putAttribution({ id: '2', order: 2, pattern: '*', system: 's' });
        await writer.putAttribution({ id: '1', order: 1, pattern: 'host:*', system: 's' });
        await writer.putExemption(make.exemption('e'));
      });
      const reader = store.reader('a');
      expect(await reader.teams()).toEqual([{ id: 't', name: 'Team' }]);
      expect(await reader.systems()).toEqual([
        make.system('s', { pii: true, public: false, monthlyCost: 12.5, team: 't' }),
      ]);
      expect((await reader.attributions()).map((rule) => rule.id)).toEqual(['1', '2']);
      expect(await reader.exemptions()).toEqual([make.exemption('e')]);
    });

    test('maps and webhooks come back as they were put, a second put replaces, and what is removed is gone', async () => {
      const map = { id: 'crm', name: 'CRM', text: 'assay: map/v1\n', created: 5 };
      const hook = { id: 'w1', name: 'Pipeline', system: 's', map: 'crm', created: 6 };
      await store.write('a', async (writer) => {
        await writer.putMap({ ...map, text: 'old' });
        await writer.putMap(map);
        await writer.putWebhook({ ...hook, map: undefined });
        await writer.putWebhook(hook);
      });
      expect(await store.reader('a').maps()).toEqual([map]);
      expect(await store.reader('a').webhooks()).toEqual([hook]);
      expect(await store.reader('b').maps()).toEqual([]);
      await store.write('a', async (writer) => {
        expect(await writer.removeMap('other')).toBe(false);
        expect(await writer.removeMap('crm')).toBe(true);
        expect(await writer.removeWebhook('w1')).toBe(true);
      });
      expect(await store.reader('a').maps()).toEqual([]);
      expect(await store.reader('a').webhooks()).toEqual([]);
    });

    test('the same document counts once', async () => {
      const added = await store.write('a', async (writer) => [
        await writer.addDocument(make.document('d')),
        await writer.addDocument(make.document('d')),
      ]);
      expect(added).toEqual([true, false]);
      await store.write('a', (writer) =>
        writer.finishDocument(make.document('d', { findings: 3, records: { result: 9 } })),
      );
      expect(await store.reader('a').document('d')).toEqual(
        make.document('d', { findings: 3, records: { result: 9 } }),
      );
    });

    test('the same bytes read in several ways are several documents', async () => {
      await store.write('a', async (writer) => {
        for (const id of ['d+2', 'da', 'd', 'd+1', 'c+1', 'd.1']) await writer.addDocument(make.document(id));
      });
      expect(await store.reader('a').readingsOf('d')).toEqual(['d', 'd+1', 'd+2']);
      expect(await store.reader('b').readingsOf('d')).toEqual([]);
    });

    test('all or nothing: what throws in the middle leaves no trace, not even a revision', async () => {
      const before = await store.reader('a').revision();
      const broken = store.write('a', async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.addEvidence([make.evidence('d', 0)]);
        throw new Error('in the middle');
      });
      await expect(broken).rejects.toThrow('in the middle');
      const reader = store.reader('a');
      expect(await reader.document('d')).toBeUndefined();
      expect(await reader.practices({ known: 1e15 })).toEqual([]);
      expect(await reader.revision()).toBe(before);
      await store.write('a', (writer) => writer.putTeam({ id: 't', name: 'after' }));
      expect(await reader.revision()).toBe(before + 1);
    });

    test('readers see nothing of a write before it is committed', async () => {
      if (store.dialect === 'sqlite' && name.includes('memory')) return;
      await store.write('a', async (writer) => {
        await writer.putTeam({ id: 't', name: 'Team' });
        expect(await writer.teams()).toHaveLength(1);
        expect(await store.reader('a').teams()).toEqual([]);
      });
      expect(await store.reader('a').teams()).toHaveLength(1);
    });

    test('writers at the same time wait for one another and lose nothing', async () => {
      await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.write('a', async (writer) => {
            const names = await writer.teams();
            await writer.putTeam({ id: `t${names.length}`, name: `${index}` });
          }),
        ),
      );
      expect(await store.reader('a').teams()).toHaveLength(12);
    });

    test('organizations are strictly apart, whatever ids they share', async () => {
      for (const id of ['a', 'b']) await store.write(id, (writer) => make.everything(writer, id));
      for (const id of ['a', 'b']) {
        const reader = store.reader(id);
        expect((await reader.systems()).map((row) => row.name)).toEqual([`system of ${id}`]);
        expect((await reader.document('d'))?.name).toBe(`document of ${id}`);
        expect(await reader.practices({ known: 1e15 })).toHaveLength(1);
        expect(await reader.sightings({ known: 1e15 })).toHaveLength(1);
        expect((await reader.findings({}, first)).rows.map((row) => row.message)).toEqual([
          `message of ${id}`,
        ]);
        expect((await reader.thingsByKeys(['host:h'])).get('host:h')?.name).toBe(`thing of ${id}`);
        expect((await reader.observed()).map((row) => row.monthlyCost[0]?.amount)).toEqual([
          id === 'a' ? 1 : 2,
        ]);
      }
      await store.removeOrganization('a');
      expect(await store.reader('a').systems()).toEqual([]);
      expect((await store.reader('a').counts()).evidence).toBe(0);
      expect(await store.reader('b').practices({ known: 1e15 })).toHaveLength(1);
      expect((await store.organizations()).map((row) => row.id)).toEqual(['b']);
    });

    test('practices come by system, aspect and time, and only what was known', async () => {
      await store.write('a', async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.addEvidence([
          make.evidence('d', 0, { at: 30, learned: 100 }),
          make.evidence('d', 1, {
            at: 10,
            learned: 200,
            declared: true,
            automation: 'full',
            output: 'alert',
          }),
          make.evidence('d', 2, { system: 'other', at: -5_000_000_000_000 }),
          make.evidence('d', 3, { system: undefined }),
        ]);
      });
      const reader = store.reader('a');
      expect((await reader.practices({ known: 1e15 })).map((row) => [row.system, row.at])).toEqual([
        ['other', -5_000_000_000_000],
        ['s', 10],
        ['s', 30],
      ]);
      expect(await reader.practices({ known: 150, system: 's' })).toEqual([
        { system: 's', aspect: 'patch', output: 'test', automation: 'semi', declared: false, at: 30 },
      ]);
      expect((await reader.evidence({ system: null }, first)).rows).toHaveLength(1);
      const some = await reader.evidence({ system: ['s', 'other'], aspect: 'patch' }, first);
      expect(some.rows.map(({ system, at }) => [system, at])).toEqual([
        ['s', 30],
        ['s', 10],
        ['other', -5_000_000_000_000],
      ]);
      expect((await reader.counts()).unowned.evidence).toBe(1);
    });

    test('evidence and documents are append-only', async () => {
      await store.write('a', (writer) => make.everything(writer, 'a'));
      const again = store.write('a', (writer) =>
        writer.addEvidence([make.evidence('d', 0, { automation: 'full' })]),
      );
      await expect(again).rejects.toThrow();
      const rows = (await store.reader('a').evidence({ system: 's' }, first)).rows;
      expect(rows.map((row) => row.automation)).toEqual(['semi']);
    });

    test('what a document says is kept once, and the first to say it is found', async () => {
      const said = { digest: 'x', same: undefined, undated: true, behind: 0 };
      await store.write('a', async (writer) => {
        await make.everything(writer, 'a');
        await writer.addDocument(make.document('late', { learned: 77 }));
        expect(await writer.before('x')).toEqual({ same: undefined, newest: 77 });
        await writer.addContent({ ...said, document: 'd' });
        await writer.addContent({ ...said, document: 'd', digest: 'y' });
        await writer.addContent({ ...said, document: 'late', same: 'd', behind: 5 });
      });
      expect(await store.reader('a').before('x')).toEqual({ same: 'd', newest: 77 });
      expect(await store.reader('a').before('y')).toEqual({ same: undefined, newest: 77 });
      expect(await store.reader('b').before('x')).toEqual({ same: undefined, newest: undefined });
      const { rows } = await store.reader('a').evidence({ system: 's' }, first);
      expect(rows[0]?.content).toEqual({ same: undefined, undated: true, behind: 0 });
    });

    test('things that were another system’s first are told apart', async () => {
      await store.write('a', async (writer) => {
        await writer.putThings(
          [
            make.thing('t', { kind: 'host', system: 'old' }),
            make.thing('u', { kind: 'host', system: 's' }),
            make.thing('v', { kind: 'host', system: undefined }),
            make.thing('w', { kind: 'image', system: 'old' }),
          ],
          [],
        );
        const at = [5, 10, 20];
        for (const thing of ['t', 'u', 'v', 'w'])
          await writer.addSightings(at.map((each) => make.sighting(thing, { at: each })));
      });
      const reader = store.reader('a');
      const of = { system: 's', kinds: ['host'], from: 5, known: 1e15 };
      expect(await reader.movedThings(of)).toEqual([{ system: 'old', things: 1 }]);
      expect(await reader.movedThings({ ...of, from: 20 })).toEqual([]);
      expect(await reader.movedThings({ ...of, known: 0 })).toEqual([]);
      expect(await reader.movedThings({ ...of, kinds: ['host', 'image'] })).toEqual([
        { system: 'old', things: 2 },
      ]);
    });

    test('sightings of the same thing, instant and document are united', async () => {
      await store.write('a', async (writer) => {
        await writer.putThings([make.thing('t')], []);
        await writer.addSightings([make.sighting('t', { aspects: 1 })]);
        await writer.addSightings([
          make.sighting('t', { aspects: 4 }),
          make.sighting('t', { at: 20, system: undefined }),
        ]);
      });
      expect(await store.reader('a').sightings({ known: 1e15 })).toEqual([
        { system: 's', thing: 't', kind: 'host', weight: 1, at: 10, aspects: 5 },
      ]);
    });

    test('a thing widens: first and last seen, known over unknown, true over false', async () => {
      await store.write('a', async (writer) => {
        await writer.putThings(
          [make.thing('t', { kind: 'other', firstSeen: 10, lastSeen: 20, public: false })],
          [{ key: 'host:h', thing: 't' }],
        );
        await writer.putThings(
          [
            make.thing('t', {
              kind: 'host',
              firstSeen: 5,
              lastSeen: 15,
              public: true,
              owner: 'o',
              system: undefined,
            }),
          ],
          [],
        );
      });
      expect((await store.reader('a').thingsByKeys(['host:h', 'host:none'])).get('host:h')).toEqual(
        make.thing('t', { kind: 'host', firstSeen: 5, lastSeen: 20, public: true, owner: 'o' }),
      );
    });

    test('two things that turn out to be one keep all that was said of both', async () => {
      await store.write('a', async (writer) => {
        await writer.addDocument(make.document('d'));
        await writer.putThings(
          [make.thing('t'), make.thing('u')],
          [
            { key: 'host:t', thing: 't' },
            { key: 'host:u', thing: 'u' },
          ],
        );
        await writer.addSightings([
          make.sighting('t', { aspects: 1 }),
          make.sighting('u', { aspects: 2 }),
          make.sighting('u', { at: 99 }),
        ]);
        await writer.putResults([make.result('f', { thing: 'u' })]);
        await writer.addEvidence([make.evidence('d', 0, { thing: 'u' })]);
        await writer.mergeThings('u', 't');
      });
      const reader = store.reader('a');
      expect((await reader.thingsByKeys(['host:u'])).get('host:u')?.id).toBe('t');
      expect(
        (await reader.sightings({ known: 1e15 })).map((row) => [row.thing, row.at, row.aspects]),
      ).toEqual([
        ['t', 10, 3],
        ['t', 99, 0],
      ]);
      expect((await reader.findings({}, first)).rows[0]?.thing).toBe('t');
      expect((await reader.things({}, first)).rows).toHaveLength(1);
      expect((await reader.things({}, first)).rows[0]?.keys).toEqual(['host:t', 'host:u']);
    });

    test('a finding opens, stays open since then, closes and opens again', async () => {
      const put = (at: number, status: 'pass' | 'fail') =>
        store.write('a', (writer) =>
          writer.putResults([
            make.result('f', {
              status,
              firstSeen: at,
              lastSeen: at,
              openSince: status === 'fail' ? at : undefined,
            }),
          ]),
        );
      const now = async () => (await store.reader('a').findings({}, first)).rows[0];
      await put(10, 'fail');
      await put(20, 'fail');
      expect(await now()).toMatchObject({ status: 'fail', openSince: 10, firstSeen: 10, lastSeen: 20 });
      await put(15, 'pass');
      expect(await now(), 'an older report says nothing about now').toMatchObject({
        status: 'fail',
        lastSeen: 20,
      });
      await put(30, 'pass');
      expect(await now()).toMatchObject({ status: 'pass', openSince: undefined });
      await put(40, 'fail');
      expect(await now()).toMatchObject({ status: 'fail', openSince: 40, firstSeen: 10 });
    });

    test('a full run closes what it no longer contains, and nothing else', async () => {
      await store.write('a', async (writer) => {
        await writer.putResults([
          make.result('gone', { lastSeen: 10 }),
          make.result('seen', { lastSeen: 20 }),
          make.result('elsewhere', { lastSeen: 10, thing: 'u' }),
          make.result('other-tool', { lastSeen: 10, tool: 'x' }),
        ]);
        const closed = await writer.closeResults({
          adapter: 'adapter',
          tool: 'tool',
          things: ['t'],
          at: 20,
          document: 'e',
        });
        expect(closed).toBe(1);
      });
      const open = (await store.reader('a').findings({ open: true }, first)).rows.map(
        (row) => row.fingerprint,
      );
      expect(open).toEqual(['elsewhere', 'other-tool', 'seen']);
      expect(await store.reader('a').findingCounts()).toEqual([
        { system: 's', aspect: 'configuration', severity: 'high', count: 3 },
      ]);
    });

    test('large loads and small ones keep the same rows', async () => {
      const many = Array.from({ length: 1_234 }, (_, index) =>
        make.result(`f${index}`, { message: `line\t${index}\n\\N "x" 'y' ✓`, title: undefined }),
      );
      await store.write('a', async (writer) => {
        await writer.putResults(many);
        await writer.putResults(many.slice(0, 3));
      });
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await store
          .reader('a')
          .findings({}, { limit: 200, ...(after !== undefined && { after }) });
        for (const row of page.rows) seen.push(row.message ?? '');
        after = page.next;
      } while (after !== undefined);
      expect(seen.sort()).toEqual(many.map((row) => row.message).sort());
    });

    test('pages stay whole while rows are added', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 1, max: 7 }),
          async (times, limit) => {
            const id = `page-${times.join('-')}-${limit}`;
            await store.write(id, async (writer) => {
              await writer.putOrganization(make.organization(id));
              for (const at of times) await writer.addDocument(make.document(`d${at}`, { learned: at }));
            });
            const seen: number[] = [];
            let after: string | undefined;
            do {
              const page = await store.reader(id).documents({ limit, ...(after !== undefined && { after }) });
              seen.push(...page.rows.map((row) => row.learned));
              after = page.next;
              await store.write(id, (writer) =>
                writer.addDocument(make.document(`new${seen.length}`, { learned: 5_000 + seen.length })),
              );
            } while (after !== undefined);
            expect(seen).toEqual([...times].sort((x, y) => y - x));
          },
        ),
        { numRuns: 12 },
      );
    });

    test('a page that does not exist is refused', async () => {
      for (const after of [
        'nonsense',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('["a","b"]').toString('base64url'),
      ]) {
        await expect(store.reader('a').documents({ limit: 5, after })).rejects.toThrow(
          'This page does not exist.',
        );
      }
    });

    test('any text survives; a NUL, which no database holds, is shown as a replacement', async () => {
      const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(words, async (texts) => {
          const id = `d${texts.length}${Buffer.from(texts.join()).toString('hex').slice(0, 80)}`;
          const problems = texts.map((text) => ({ where: text, why: text }));
          await store.write('a', (writer) =>
            writer.addDocument(make.document(id, { name: texts.join('|'), problems })),
          );
          const row = await store.reader('a').document(id);
          expect(row?.name).toBe(texts.join('|').replaceAll('\0', '\ufffd'));
          expect(row?.problems).toEqual(
            problems.map(({ where, why }) => ({
              where: where.replaceAll('\0', '\ufffd'),
              why: why.replaceAll('\0', '\ufffd'),
            })),
          );
        }),
        { numRuns: 40 },
      );
    });

    test('refusals are kept with their place', async () => {
      await store.write('a', (writer) => writer.addRefusal(make.refusal('r')));
      expect((await store.reader('a').refusals(first)).rows).toEqual([make.refusal('r')]);
    });
  });
}
