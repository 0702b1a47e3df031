import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DumpRow } from '../rows.ts';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

/** What must hold where a whole organization leaves a store and enters one, run over both. */
export function moving(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.write('a', async (writer) => {
        await writer.putOrganization(make.organization('a'));
        await make.everything(writer, 'a');
        await writer.addEvidence(
          // More than a page, and out of order.
          Array.from({ length: 2_500 }, (_, index) => make.evidence('d', 2_500 - index)),
        );
        await writer.finishDocument(make.document('d'));
        await writer.addRefusal(make.refusal('r'));
        await writer.putNote('note', 'x');
        await writer.appendLog(
          [{ index: 0, hash: Buffer.alloc(32, 200), data: '{}', document: 'd' }],
          [{ level: 0, index: 0, hashes: Buffer.alloc(32, 200) }],
        );
      });
    });
    afterEach(() => store.close());

    async function dumped(organization: string): Promise<DumpRow[]> {
      const rows: DumpRow[] = [];
      await store.dump(organization, async (row) => {
        rows.push(JSON.parse(JSON.stringify(row)));
      });
      return rows;
    }
    async function* of(rows: readonly DumpRow[]): AsyncGenerator<DumpRow> {
      yield* rows;
    }

    test('what entered is what left, and counts the same', async () => {
      const rows = await dumped('a');
      await store.load('copy', of(rows));
      expect(await dumped('copy')).toEqual(rows);
      expect(await store.reader('copy').counts()).toEqual(await store.reader('a').counts());
      expect(await store.reader('copy').practices({ known: 1e15 })).toHaveLength(2_501);
      expect((await store.examine()).filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    });

    test('secrets, people and work stay behind', async () => {
      const canary = 'CANARY-secret';
      const own = { organization: 'a', id: 'x', name: 'x', by: 'x', created: 1, expires: 9e12 };
      await store.writeAccounts(async (writer) => {
        await writer.putToken({ ...own, hash: canary, verbs: ['read'], systems: undefined, used: undefined });
        await writer.putInvitation({ ...own, hash: canary, role: 'owner', teams: [] });
      });
      await store.jobs.add({
        ...{ organization: 'a', id: 'j', kind: 'k', subject: 's', by: canary, created: 1, due: 9e12 },
        payload: canary,
      });
      await store.jobs.putPart('a', 'u', 0, Buffer.from(canary));
      expect(JSON.stringify(await dumped('a'))).not.toContain(canary);
    });

    test('rows that are none are refused, and nothing of them is kept', async () => {
      const rows = await dumped('a');
      const [head, ...rest] = rows;
      const of1 = rest.findIndex(({ table }) => table === 'system');
      const system = rest[of1];
      if (!head || !system) throw new Error('no rows');
      const bad: [string, DumpRow[]][] = [
        ['nothing', []],
        ['no head', rest],
        ['two heads', [head, head]],
        ['a head that is none', [{ ...head, row: { name: 1 } }]],
        ['a strange table', [...rows, { table: 'person', row: {} }]],
        ['tokens', [...rows, { table: 'token', row: {} }]],
        ['SQL for a column', [head, { table: 'system', row: { ...system.row, 'id) values (1); --': 1 } }]],
        ['another organization', [head, { table: 'system', row: { ...system.row, organization: 'a' } }]],
        ['a column less', [head, { table: 'system', row: { id: 's', name: 's' } }]],
        ['a list for a value', [head, { table: 'system', row: { ...system.row, name: [1] } }]],
      ];
      for (const [what, each] of bad)
        await expect(store.load('bad', of(each)), what).rejects.toMatchObject({ code: 'malformed' });
      async function* broken() {
        yield* rows;
        throw new Error('the disk failed');
      }
      await expect(store.load('bad', broken())).rejects.toThrow('the disk failed');
      await expect(store.load('a', of(rows))).rejects.toMatchObject({ code: 'conflict' });
      expect((await store.organizations()).map(({ id }) => id)).toEqual(['a']);
      expect(await store.reader('bad').systems()).toEqual([]);
      expect(await store.reader('bad').practices({ known: 1e15 })).toEqual([]);
    });

    test('one that is not there cannot leave', async () => {
      await expect(dumped('none')).rejects.toMatchObject({ code: 'not-found' });
    });
  });
}
