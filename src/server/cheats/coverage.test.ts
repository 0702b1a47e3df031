import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../store/open.ts';
import { newDatabase } from '../../store/testing/database.ts';
import { type Cheater, cheater, dayText, scan } from '../testing/cheater.ts';

let it: Cheater;
afterEach(() => it.close());

const hosts = (from: number, until: number) =>
  JSON.stringify({
    Reservations: [
      {
        OwnerId: '111122223333',
        ReservationId: `r-${from}-${until}`,
        Instances: Array.from({ length: until - from }, (_, index) => ({
          InstanceId: `i-${String(from + index).padStart(17, '0')}`,
          State: { Name: 'running' },
          Placement: { AvailabilityZone: 'eu-west-1a' },
        })),
      },
    ],
  });

/** A scan a week of one image, from a day up to another. */
async function scanned(from: number, until: number, system = 'Shop'): Promise<void> {
  for (let day = from; day <= until; day += 7) {
    it.onDay(day);
    await it.hand(scan(day, 'shop:1'), { system });
  }
}

const stores: [string, () => Promise<Cheater>][] = [
  ['SQLite', () => cheater()],
  ['PostgreSQL', async () => cheater({ store: await openStore({ url: await newDatabase() }) })],
];

describe.each(stores)('%s', (_, begin) => {
  beforeEach(async () => {
    it = await begin();
  });

  test('a scan of one small thing reaches one of all things that are known', async () => {
    await scanned(0, 28);
    await it.hand(hosts(0, 19), { system: 'Shop', happened: dayText(28) });
    await scanned(35, 105);
    const patch = await it.aspect('shop', 'patch');
    expect(patch.level).toBe(3);
    expect(patch.coverage).toBeCloseTo(0.05);
    expect(patch.missing).toContainEqual({ kind: 'coverage', share: 0.05, needed: 0.5 });
  });

  test('an inventory that shrinks: what was known stays known for 95 days, and the fall is told for a year', async () => {
    await it.hand(hosts(0, 9), { system: 'Shop', happened: dayText(0) });
    it.onDay(7);
    await it.hand(hosts(0, 1), { system: 'Shop', happened: dayText(7) });
    await scanned(14, 91);
    expect((await it.aspect('shop', 'patch')).coverage).toBeCloseTo(0.1);
    await scanned(98, 112);
    // 8 hosts and what they stood for are forgotten now; one host is not scanned.
    expect((await it.aspect('shop', 'patch')).coverage).toBeCloseTo(1);
    expect((await it.doubts('shop', 'patch')).get('known-fell')).toContain('90 % of those within a year');
  });
});

describe('SQLite only', () => {
  beforeEach(async () => {
    it = await cheater();
  });

  test('no inventory at all: what is known from the scans themselves is told', async () => {
    await scanned(0, 91);
    expect(await it.aspect('shop', 'patch')).toMatchObject({ level: 4, coverage: 1 });
    expect((await it.doubts('shop', 'patch')).get('known-by-itself')).toContain('all that is known (1)');
    await it.hand(hosts(0, 1), { system: 'Shop', happened: dayText(91) });
    expect((await it.doubts('shop', 'patch')).has('known-by-itself')).toBe(false);
  });

  test('a system that is split: its part begins anew, and says whose things these were', async () => {
    await it.hand(hosts(0, 9), { system: 'Shop', happened: dayText(0) });
    await scanned(0, 84);
    it.onDay(91);
    await it.hand(scan(91, 'shop:1'), { system: 'Shop small' });
    expect((await it.system('shop-small')).score).toBe(16);
    expect((await it.doubts('shop-small', 'patch')).get('moved')).toBe(
      '1 of the 1 things that are counted were another system’s first (shop).',
    );
    // The one that it was taken from still knows all of them.
    expect((await it.aspect('shop', 'patch')).coverage).toBeCloseTo(0.1);
  });

  test('a system that is renamed keeps its history, and what is known of it', async () => {
    await it.hand(hosts(0, 9), { system: 'Shop', happened: dayText(0) });
    const as = await it.on.person('admin');
    const before = await it.system('shop');
    const facts = { name: 'Boutique', team: null, pii: null, public: null, monthlyCost: null };
    const { status } = await it.ask({ method: 'PUT', url: '/api/v1/systems/shop', payload: facts, as });
    expect(status).toBe(200);
    expect(await it.system('shop')).toEqual({ ...before, name: 'Boutique' });
  });

  test('an empty inventory says of nothing that it was looked at', async () => {
    await it.hand(JSON.stringify({ Reservations: [] }), { system: 'Shop', happened: dayText(0) });
    const { rows } = await it.on.store.reader('default').evidence({ system: null }, { limit: 9 });
    expect(rows).toEqual([]);
    expect((await it.on.store.reader('default').practices({ known: 1e15 })).length).toBe(0);
  });
});
