import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../records/instant.ts';
import { BEGIN, type Cheater, cheater, dayText, run, scan, suite } from '../testing/cheater.ts';

let it: Cheater;
beforeEach(async () => {
  it = await cheater();
});
afterEach(() => it.close());

const SHOP = { system: 'Shop' };

test('reports of weeks to come are refused, so that nobody sends a year of them at once', async () => {
  for (const day of [2, 7, 14, 300]) {
    const answer = await it.hand(suite(day), SHOP);
    expect(answer.code).toBe(422);
    expect(answer.detail).toContain('what has not happened yet is no evidence');
  }
  expect((await it.hand(suite(0), { ...SHOP, happened: dayText(9) })).code).toBe(422);
  // Clocks differ by hours.
  expect((await it.hand(suite(0.6), SHOP)).status).toBe('imported');
  expect((await it.on.store.reader('default').refusals({ limit: 9 })).rows[0]?.code).toBe('ahead');
});

test('an entry of a list that is dated ahead is left out, and told as a problem of its row', async () => {
  const map =
    'assay: map/v1\nname: Tests\ntool: T\nreads: csv\nrecords:\n  - kind: practice\n    fields: { aspect: { value: cicd }, at: { column: D } }\n';
  await it.on.store.write('default', (writer) =>
    writer.putMap({ id: 'tests', name: 'Tests', text: map, created: 0 }),
  );
  const days = [-1, 7, 14].map((day) => dayText(day)).join('\n');
  await it.hand(`D\n${days}\n`, { ...SHOP, map: 'tests', name: 't.csv' });
  const [document] = (await it.on.store.reader('default').documents({ limit: 1 })).rows;
  expect(document?.problemCount).toBe(2);
  it.onDay(20);
  expect((await it.aspect('shop', 'cicd')).latest).toBe(new Date(BEGIN - DAY).toISOString());
});

test('a history that is handed in at once is told as late, and no machine makes it full automation', async () => {
  it.onDay(210);
  const days = Array.from({ length: 30 }, (_, index) => 3 + index * 7);
  for (const day of days) {
    await it.hand(scan(day, 'shop:1'), SHOP);
    await it.hand(run(day, { aspect: 'patch', target: 'image:shop:1' }), SHOP);
  }
  const { level } = await it.aspect('shop', 'patch');
  expect(level).toBe(4);
  expect((await it.doubts('shop', 'patch')).get('late')).toMatch(
    /^\d+ of the \d+ documents.* handed in long/,
  );
});

test('evidence that is dated back counts from when it was handed in, where one asks what was known', async () => {
  it.onDay(100);
  await it.hand(suite(1), SHOP);
  const at = encodeURIComponent(dayText(50));
  const as = await it.on.machine(['read']);
  const ask = async (query: string) => {
    const { body } = await it.ask({ url: `/api/v1/systems/shop?${query}`, as });
    return (body as { system: { score: number } }).system.score;
  };
  expect(await ask(`at=${at}`)).toBe(16);
  expect(await ask(`at=${at}&known=${at}`)).toBe(15);
});

test('a server’s clock that was set back, so that what is late looks timely, is told', async () => {
  it.onDay(110);
  await it.hand(suite(109), SHOP);
  for (const day of [0, 35, 70]) {
    it.onDay(day);
    await it.hand(suite(day), SHOP);
  }
  it.onDay(110);
  const { level } = await it.aspect('shop', 'cicd');
  expect(level).toBe(3);
  const doubts = await it.doubts('shop', 'cicd');
  expect(doubts.has('late')).toBe(false);
  expect(doubts.get('clock')).toBe(
    '3 of the 4 documents that the level rests on were taken in while the clock of Assay stood 110 days behind what it had said before.',
  );
});

test('a page that is asked about the future shows no practice that is still to come', async () => {
  await it.hand(suite(0.5), SHOP);
  expect(await it.aspect('shop', 'cicd')).toMatchObject({ level: 1, latest: null });
});
