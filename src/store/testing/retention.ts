import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../records/instant.ts';
import type { CostRow, StatementRow } from '../rows.ts';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

const charge = (ordinal: number, from: number, more: Partial<CostRow> = {}): CostRow => ({
  document: 'bill',
  ordinal,
  system: 's',
  amount: 1,
  currency: 'USD',
  from,
  until: from + DAY,
  account: undefined,
  service: undefined,
  thing: undefined,
  owner: undefined,
  ...more,
});

/** What every store must do when what is too old goes. */
export function retention(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, async (writer) => {
          await writer.putOrganization(make.organization(id));
          await make.everything(writer, id);
          await writer.finishDocument(make.document('d'));
          await writer.addRefusal(make.refusal('old'));
        });
    });
    afterEach(() => store.close());
    const wrong = async () => (await store.examine()).flatMap((found) => found.wrong);

    test('what is over and proves nothing goes; evidence and documents stay', async () => {
      await store.write('a', async (writer) => {
        await writer.addRefusal({ ...make.refusal('new'), at: 100 });
        await writer.putResults([
          make.result('closed', { status: 'pass', openSince: undefined }),
          make.result('closed lately', { status: 'pass', lastSeen: 100, openSince: undefined }),
        ]);
      });
      const before = await store.reader('a').practices({ known: 1_000 });
      const gone = await store.write('a', (writer) => writer.forgetOld(50));
      expect(gone).toMatchObject({ refusals: 1, findings: 1, records: 1 });
      expect(await store.write('a', (writer) => writer.forgetOld(50))).toEqual({
        refusals: 0,
        findings: 0,
        costs: 0,
        records: 0,
      });
      expect(await store.reader('a').counts()).toMatchObject({ documents: 1, refusals: 1, evidence: 1 });
      expect(await store.reader('a').practices({ known: 1_000 })).toEqual(before);
      const ids = async (open: boolean) =>
        (await store.reader('a').findings({ open }, { limit: 10 })).rows.map((row) => row.fingerprint);
      expect(await ids(true)).toEqual(['f']);
      expect(await ids(false)).toEqual(['closed lately']);
      expect((await store.reader('b').counts()).refusals).toBe(1);
      expect(await wrong()).toEqual([]);
    });

    test('of charges what tells a month’s cost stays, however old', async () => {
      await store.write('a', async (writer) => {
        await writer.addDocument(make.document('bill'));
        await writer.finishDocument(make.document('bill'));
        await writer.addCosts([
          charge(0, 100 * DAY),
          charge(1, 169 * DAY),
          charge(2, 171 * DAY),
          charge(3, 200 * DAY),
          charge(4, 100 * DAY, { system: undefined }),
          charge(5, 100 * DAY, { currency: 'EUR' }),
        ]);
      });
      const before = await store.reader('a').observed();
      const { costs } = await store.write('a', (writer) => writer.forgetOld(1_000 * DAY));
      // What `everything` put is long before the latest charge.
      expect(costs).toBe(4);
      expect(await store.reader('a').observed()).toEqual(before);
      expect(await store.reader('b').observed()).not.toEqual([]);
    });

    test('statements are given in order, and those of a compacted document go, counted, and nothing else', async () => {
      await store.write('a', async (writer) => {
        for (const id of ['x', 'y']) {
          await writer.addDocument(make.document(id));
          await writer.addEvidence([
            make.evidence(id, 0, { at: id === 'x' ? 30 : 5 }),
            make.evidence(id, 1, { system: undefined, declared: true }),
          ]);
          await writer.finishDocument(make.document(id));
        }
      });
      const rows: StatementRow[] = [];
      await store.write('a', (writer) => writer.statements((row) => rows.push(row)));
      expect(rows.filter(({ system }) => system === 's').map(({ document }) => document)).toEqual([
        'y',
        'd',
        'x',
      ]);
      expect(rows.find(({ system }) => system === undefined)).toMatchObject({ declared: true, at: 10 });
      expect(await store.write('a', (writer) => writer.compact(['y', 'none']))).toBe(2);
      expect(await store.reader('a').counts()).toMatchObject({
        documents: 3,
        evidence: 3,
        unowned: { evidence: 1 },
      });
      expect(await store.reader('a').evidenceOf('y')).toEqual([]);
      expect(await store.reader('a').document('y')).toBeDefined();
      expect((await store.reader('a').practices({ known: 1_000 })).map(({ at }) => at)).toEqual([10, 30]);
      expect(await store.reader('b').counts()).toMatchObject({ evidence: 1 });
      expect(await wrong()).toEqual([]);
      // The same document is known still: it would count twice.
      expect(await store.write('a', (writer) => writer.addDocument(make.document('y')))).toBe(false);
    });

    test('a compaction that breaks leaves everything as it was', async () => {
      const broken = store.write('a', async (writer) => {
        await writer.compact(['d']);
        throw new Error('broken');
      });
      await expect(broken).rejects.toThrow('broken');
      expect(await store.reader('a').evidenceOf('d')).toHaveLength(1);
      expect(await wrong()).toEqual([]);
    });
  });
}
