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

/** What every store must do with plans, contacts, workshops and witnesses. */
export function planning(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, (writer) => writer.putOrganization(make.organization(id)));
    });
    afterEach(() => store.close());

    test('exemptions that are asked for come newest first, and what was decided is kept', async () => {
      await store.write('a', async (writer) => {
        await writer.putExemptionRequest(make.exemptionRequest('1'));
        await writer.putExemptionRequest(make.exemptionRequest('2', { asked: 2 }));
        await writer.putExemptionRequest(
          make.exemptionRequest('1', {
            state: 'declined',
            decided: 3,
            decider: 'b',
            decidedBy: 'Ben',
            answer: 'No',
          }),
        );
      });
      expect(await store.reader('a').exemptionRequests()).toEqual([
        make.exemptionRequest('2', { asked: 2 }),
        make.exemptionRequest('1', {
          state: 'declined',
          decided: 3,
          decider: 'b',
          decidedBy: 'Ben',
          answer: 'No',
        }),
      ]);
      expect(await store.reader('b').exemptionRequests()).toEqual([]);
    });

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

    test('contacts of a system are replaced as a whole, and come owners first, in the order given', async () => {
      const asked = [
        { kind: 'support' as const, name: 'Sam', reach: '#payments' },
        { kind: 'owner' as const, name: 'Zoe', reach: undefined },
        { kind: 'owner' as const, name: 'Ada', reach: 'ada@example.org' },
      ];
      await store.write('a', async (writer) => {
        await writer.putContacts('shop', [{ kind: 'owner', name: 'Before', reach: undefined }]);
        await writer.putContacts('shop', asked);
        await writer.putContacts('bank', [{ kind: 'owner', name: 'Bo', reach: undefined }]);
      });
      const [sam, zoe, ada] = asked.map((each) => ({ system: 'shop', ...each }));
      expect(await store.reader('a').contacts('shop')).toEqual([zoe, ada, sam]);
      expect((await store.reader('a').contacts()).map(({ name }) => name)).toEqual([
        'Bo',
        'Zoe',
        'Ada',
        'Sam',
      ]);
      expect(await store.reader('b').contacts()).toEqual([]);
      await store.write('a', (writer) => writer.putContacts('shop', []));
      expect(await store.reader('a').contacts('shop')).toEqual([]);
    });

    test('owners that things name are counted, of one system, without things that count as another', async () => {
      const thing = (id: string, more: Parameters<typeof make.thing>[1]) => make.thing(id, more);
      await store.write('a', async (writer) => {
        await writer.putThings(
          [
            thing('1', { system: 'shop', owner: 'Ada' }),
            thing('2', { system: 'shop', owner: 'Bo' }),
            thing('3', { system: 'shop', owner: 'Bo' }),
            thing('4', { system: 'shop', owner: undefined }),
            thing('5', { system: 'bank', owner: 'Cy' }),
          ],
          [],
        );
      });
      expect(await store.reader('a').ownersNamed('shop')).toEqual([
        { name: 'Bo', things: 2 },
        { name: 'Ada', things: 1 },
      ]);
      expect(await store.reader('b').ownersNamed('shop')).toEqual([]);
    });

    test('plans go with their organization', async () => {
      await store.write('a', (writer) => writer.putPlan(plan('1')));
      await store.removeOrganization('a');
      expect(await store.reader('a').plans()).toEqual([]);
    });
  });
}
