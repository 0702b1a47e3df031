import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanRow, WitnessRow, WorkshopRow } from '../planning.ts';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

const plan = (id: string, more: Partial<PlanRow> = {}): PlanRow => ({
  id,
  system: 'shop',
  aspect: 'backup',
  target: 4,
  response: 'train',
  owner: 'Platform team',
  due: 9_000,
  note: 'Restore one each month',
  created: 1,
  by: 'Person',
  dropped: undefined,
  ...more,
});
const workshop = (id: string, more: Partial<WorkshopRow> = {}): WorkshopRow => ({
  id,
  system: 'shop',
  begun: 1,
  ended: undefined,
  by: 'Person',
  version: 1,
  data: '{"people":[]}',
  ...more,
});
const witness = (id: string, more: Partial<WitnessRow> = {}): WitnessRow => ({
  id,
  name: 'Beside',
  kind: 'git',
  target: '/srv/log',
  verifier: 'witness+1a2b3c4d+AAAA',
  created: 1,
  state: undefined,
  ...more,
});

/** What every store must do with plans, workshops and witnesses. */
export function planning(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, (writer) => writer.putOrganization(make.organization(id)));
    });
    afterEach(() => store.close());

    test('plans come back as put, oldest first, of their organization alone', async () => {
      await store.write('a', async (writer) => {
        await writer.putPlan(plan('2', { created: 2, due: undefined }));
        await writer.putPlan(plan('1'));
        await writer.putPlan(plan('1', { dropped: 5, target: 5, owner: 'Somebody else' }));
      });
      expect(await store.reader('a').plans()).toEqual([
        plan('1', { dropped: 5, target: 5, owner: 'Somebody else' }),
        plan('2', { created: 2, due: undefined }),
      ]);
      expect(await store.reader('b').plans()).toEqual([]);
    });

    test('workshops come newest first, of one system where asked', async () => {
      await store.write('a', async (writer) => {
        await writer.putWorkshop(workshop('1'));
        await writer.putWorkshop(workshop('2', { begun: 2, system: 'bank' }));
        await writer.putWorkshop(workshop('1', { version: 2, ended: 7, data: '{}' }));
      });
      const first = workshop('1', { version: 2, ended: 7, data: '{}' });
      expect(await store.reader('a').workshops()).toEqual([
        workshop('2', { begun: 2, system: 'bank' }),
        first,
      ]);
      expect(await store.reader('a').workshops('shop')).toEqual([first]);
      expect(await store.reader('b').workshops()).toEqual([]);
      expect(await store.write('b', (writer) => writer.removeWorkshop('1'))).toBe(false);
      expect(await store.write('a', (writer) => writer.removeWorkshop('1'))).toBe(true);
    });

    test('witnesses keep what they last answered', async () => {
      await store.write('a', async (writer) => {
        await writer.putWitness(witness('1'));
        await writer.putWitness(witness('1', { state: '{"size":4}', name: 'Git' }));
      });
      expect(await store.reader('a').witnesses()).toEqual([
        witness('1', { state: '{"size":4}', name: 'Git' }),
      ]);
      expect(await store.reader('b').witnesses()).toEqual([]);
      expect(await store.write('a', (writer) => writer.removeWitness('1'))).toBe(true);
    });

    test('plans go with their organization', async () => {
      await store.write('a', (writer) => writer.putPlan(plan('1')));
      await store.removeOrganization('a');
      expect(await store.reader('a').plans()).toEqual([]);
    });
  });
}
