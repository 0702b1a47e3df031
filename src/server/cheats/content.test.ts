import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../store/open.ts';
import { newDatabase } from '../../store/testing/database.ts';
import { type Cheater, cheater, dayText, suite } from '../testing/cheater.ts';

let it: Cheater;
afterEach(() => it.close());

const LEAKS = [
  { RuleID: 'aws-key', File: 'a.env', StartLine: 1, Fingerprint: 'f', Description: 'AWS key' },
  { RuleID: 'token', File: 'b.env', StartLine: 2, Fingerprint: 'g', Description: 'Token' },
];
const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
const layouts: [string, string | Uint8Array][] = [
  ['under another name', JSON.stringify(LEAKS)],
  ['with other whitespace', JSON.stringify(LEAKS, null, 3)],
  ['with its keys and rows in another order', JSON.stringify(LEAKS.map(reversed).reverse())],
  ['compressed', gzipSync(JSON.stringify(LEAKS))],
  ['with a byte order mark', `\ufeff${JSON.stringify(LEAKS)}`],
  ['in another encoding', Buffer.from(`\ufeff${JSON.stringify(LEAKS)}`, 'utf16le')],
];

const stores: [string, () => Promise<Cheater>][] = [
  ['SQLite', () => cheater()],
  ['PostgreSQL', async () => cheater({ store: await openStore({ url: await newDatabase() }) })],
];

describe.each(stores)('the same report sent again, %s', (_, begin) => {
  beforeEach(async () => {
    it = await begin();
  });

  test('the same bytes count once, whatever they are called and for whichever system', async () => {
    await it.hand(suite(0), { system: 'Shop' });
    expect((await it.hand(suite(0), { system: 'Shop', name: 'other.xml' })).status).toBe('known');
    expect((await it.hand(suite(0), { system: 'Till', happened: dayText(0) })).status).toBe('known');
    const { rows } = await it.on.store.reader('default').evidence({ system: null }, { limit: 9 });
    expect(rows).toEqual([]);
    expect((await it.system('shop')).score).toBe(16);
  });

  test('in another layout for a later day, where it does not date itself: told as the same', async () => {
    let day = 0;
    for (const [, bytes] of layouts) {
      day += 30;
      it.onDay(day);
      await it.hand(bytes, { system: 'Shop', happened: dayText(day), name: `leaks-${day}.json` });
    }
    expect((await it.aspect('shop', 'secrets')).level).toBe(3);
    const doubts = await it.doubts('shop', 'secrets');
    expect(doubts.get('same-content')).toMatch(/^5 of the 6 documents/);
    expect(doubts.get('undated')).toContain('whoever handed them in said so');
  });
});

describe('the same report in another layout', () => {
  beforeEach(async () => {
    it = await cheater();
  });

  test.each(layouts.slice(1))('%s: its findings are the same ones', async (_, bytes) => {
    await it.hand(JSON.stringify(LEAKS), { system: 'Shop', happened: dayText(0) });
    await it.hand(bytes, { system: 'Shop', happened: dayText(0), name: 'again' });
    expect((await it.system('shop')).openFindings).toBe(2);
  });

  test('a report that dates itself is no newer, however late and in whichever layout it comes', async () => {
    await it.hand(suite(0), { system: 'Shop' });
    const before = await it.aspect('shop', 'cicd');
    it.onDay(200);
    expect((await it.hand(suite(0).replaceAll('><', '>\n<'), { system: 'Shop' })).status).toBe('imported');
    expect(await it.aspect('shop', 'cicd')).toMatchObject({ lapses: before.lapses, latest: before.latest });
  });

  test('costs that came in before in another layout are refused: amounts would add up', async () => {
    const map = `assay: map/v1\nname: Bill\ntool: Bill\nreads: csv\nrecords:\n  - kind: cost\n    fields: { amount: { column: A }, currency: { value: EUR }, from: { column: D } }\n`;
    await it.on.store.write('default', (writer) =>
      writer.putMap({ id: 'bill', name: 'Bill', text: map, created: 0 }),
    );
    const day = dayText(0).slice(0, 10);
    const query = { system: 'Shop', map: 'bill', name: 'bill.csv' };
    expect((await it.hand(`A,D\n5,${day}\n7,${day}\n`, query)).status).toBe('imported');
    const again = await it.hand(`D,A\n"${day}",7\n"${day}",5\n`, query);
    expect(again).toMatchObject({ code: 409 });
    expect(again.detail).toContain('another layout');
    expect((await it.system('shop')).exposure.monthlyCost.observed ?? 12).toBe(12);
  });

  test('another system’s report with the names changed says so, where nothing else is', async () => {
    await it.hand(JSON.stringify(LEAKS), { system: 'Shop', happened: dayText(0) });
    await it.hand(JSON.stringify(LEAKS, null, 1), { system: 'Till', happened: dayText(0) });
    expect((await it.doubts('till', 'secrets')).get('same-content')).toContain('the same as an earlier one');
    expect((await it.doubts('shop', 'secrets')).has('same-content')).toBe(false);
  });
});
