import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../store/open.ts';
import { newDatabase } from '../../store/testing/database.ts';
import { type Cheater, cheater, dayText, run, scan, suite } from '../testing/cheater.ts';
import { webhookSecret } from '../webhooks/signature.ts';

let it: Cheater;
beforeEach(async () => {
  it = await cheater();
});
afterEach(() => it.close());

const SHOP = { system: 'Shop' };
const automations = async (system: string) => {
  const { rows } = await it.on.store.reader('default').evidence({ system }, { limit: 50 });
  return [...new Set(rows.map(({ automation }) => automation))];
};

describe('an empty or hand-written report from a machine', () => {
  test.each([
    ['nothing', ''],
    ['an empty object', '{}'],
    ['an empty list of no tool', '[]\n[]'],
    ['a page of text', 'All tests passed.'],
  ])('%s is refused, and is no evidence', async (_, bytes) => {
    expect((await it.hand(bytes, { ...SHOP, happened: dayText(0) })).code).toBe(422);
    expect((await it.on.store.reader('default').counts()).evidence).toBe(0);
  });

  test('a job that runs and checks nothing: no test case, no check, nothing found to look at', async () => {
    await it.hand(`<testsuites name="none" tests="0" timestamp="${dayText(0)}"/>`, SHOP);
    const none = { passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0 };
    await it.hand(JSON.stringify({ ...none, checkov_version: '3.2.255' }), { ...SHOP, happened: dayText(0) });
    expect((await it.on.store.reader('default').counts()).evidence).toBe(0);
    expect(await it.system('shop').catch(() => ({ score: 15 }))).toMatchObject({ score: 15 });
  });

  test('a command that always ends well, run every week by a machine, is told to have looked at nothing', async () => {
    for (let day = 0; day <= 70; day += 7) {
      it.onDay(day);
      expect((await it.hand(run(day), SHOP)).status).toBe('imported');
    }
    // Nothing that it reaches is known, so that coverage is unknown, which is never green.
    const secrets = await it.aspect('shop', 'secrets');
    expect(secrets).toMatchObject({ level: 2, coverage: null });
    expect((await it.doubts('shop', 'secrets')).get('nothing-checked')).toMatch(
      /^All \d+ documents.* only that/,
    );
  });

  test('a clean scan of what it names is a practice, and nothing is to be asked of it', async () => {
    await it.hand(scan(0, 'shop:1'), SHOP);
    expect((await it.doubts('shop', 'patch')).has('nothing-checked')).toBe(false);
  });
});

describe('who acted is observed, never declared', () => {
  const CLAIMS = { ci: { provider: 'github', repository: 'acme/shop', workflow: 'nightly', run: '1' } };

  test('a run that claims a pipeline is semi-automated where a person hands it in', async () => {
    const person = await it.on.person('admin');
    expect((await it.hand(run(0, CLAIMS), SHOP, person)).status).toBe('imported');
    expect(await automations('shop')).toEqual(['semi']);
  });

  test('what one person attests for their own system is manual, whoever sends it, and told as one word', async () => {
    const ann = await it.on.person('admin');
    const token = await it.on.machine(['import']);
    for (let day = 0; day <= 120; day += 10) {
      it.onDay(day);
      const attestation = {
        assay: 'attestation/v1',
        who: { name: 'Ann' },
        what: 'Restored it.',
        when: dayText(day),
        aspect: 'backup',
        output: 'test',
        automation: 'full',
      };
      await it.hand(JSON.stringify(attestation), SHOP, ann);
      const { automation: _, ...other } = { ...attestation, aspect: 'access' };
      await it.hand(JSON.stringify(other), SHOP, token);
    }
    expect(await automations('shop')).toEqual(['manual']);
    expect((await it.aspect('shop', 'backup')).level).toBeLessThanOrEqual(3);
    expect((await it.aspect('shop', 'access')).level).toBe(3);
    expect((await it.doubts('shop', 'access')).get('one-word')).toContain('the word of one: Pipeline');
  });

  test('one that claims its own automation is not listened to', async () => {
    const person = await it.on.person('admin');
    const claims = { automation: 'full', origin: { kind: 'ci', name: 'nightly' } };
    await it.hand(run(0, claims), { ...SHOP, automation: 'full', origin: 'ci' }, person);
    expect(await automations('shop')).not.toContain('full');
  });

  test('a token that is used from anywhere is told as a token at the level that wants a machine', async () => {
    const token = await it.on.machine(['import'], { name: 'Laptop of Ann' });
    const inventory = JSON.stringify([{ RuleID: 'x', File: 'a', StartLine: 1, Fingerprint: 'f' }]);
    for (let day = 0; day <= 35; day += 7) {
      it.onDay(day);
      await it.hand(run(day, { target: 'repository:github.com/acme/shop' }), SHOP, token);
      await it.hand(inventory, {
        ...SHOP,
        happened: dayText(day),
        target: 'repository:github.com/acme/shop',
      });
    }
    expect((await it.aspect('shop', 'secrets')).level).toBe(5);
    const words = (await it.doubts('shop', 'secrets')).get('token');
    expect(words).toContain('(Laptop of Ann');
    expect(words).toContain('works from any machine and may speak of any system');
  });
});

const stores: [string, () => Promise<Cheater>][] = [
  ['SQLite', () => cheater()],
  ['PostgreSQL', async () => cheater({ store: await openStore({ url: await newDatabase() }) })],
];

describe.each(stores)('evidence of one system counted for another, %s', (_, begin) => {
  beforeEach(async () => {
    await it.close();
    it = await begin();
    await it.hand(suite(0), SHOP);
    await it.hand(suite(0, 'till'), { system: 'Till' });
  });

  test('a token that is bound to a system speaks of no other, by name, by rule or by what it names', async () => {
    const bound = await it.on.machine(['import'], { systems: ['shop'] });
    expect((await it.hand(suite(0, 'x'), { system: 'Till' }, bound)).code).toBe(403);
    await it.on.store.write('default', async (writer) => {
      await writer.putAttribution({ id: 'r', order: 1, pattern: 'image:till*', system: 'till' });
    });
    const two = await it.on.machine(['import'], { systems: ['shop', 'other'] });
    expect((await it.hand(scan(0, 'till:1'), {}, two)).code).toBe(403);
    expect((await it.aspect('till', 'patch')).level).toBe(1);
    // Nothing that was refused stays.
    expect((await it.on.store.reader('default').documents({ limit: 9 })).rows).toHaveLength(2);
  });

  test('a key that moves between systems: what was seen for one stays with it, and the other says whose it was', async () => {
    await it.hand(scan(0, 'shop:1'), SHOP);
    await it.on.store.write('default', async (writer) => {
      await writer.putAttribution({ id: 'r', order: 1, pattern: 'image:shop*', system: 'till' });
    });
    it.onDay(1);
    await it.hand(scan(1, 'shop:1'), {});
    const { rows } = await it.on.store.reader('default').evidence({ system: 'shop' }, { limit: 9 });
    expect(rows.map(({ aspect }) => aspect).sort()).toEqual(['cicd', 'patch']);
    expect((await it.doubts('till', 'patch')).get('moved')).toContain('another system’s first (shop)');
    expect((await it.doubts('shop', 'patch')).has('moved')).toBe(false);
  });

  test('a person of one team hands in nothing for the systems of another', async () => {
    const ann = await it.on.person('contributor', { teams: ['shop-team'] });
    expect((await it.hand(suite(0, 'z'), { system: 'Till' }, ann)).code).toBe(403);
  });
});

describe('what was sent before', () => {
  test('a webhook’s message that is sent again counts once, and is no newer', async () => {
    const key = Buffer.alloc(32, 5);
    await it.on.store.write('default', (writer) =>
      writer.putWebhook({ id: 'hook', name: 'Scanner', system: 'Shop', map: undefined, created: 0 }),
    );
    const body = '[{"RuleID":"a","File":"f","StartLine":1,"Fingerprint":"x"}]';
    const signature = createHmac('sha256', webhookSecret(key, 'default', 'hook'))
      .update(body)
      .digest('hex');
    const send = async () => {
      const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'content-type': 'application/json' };
      const url = '/api/v1/webhooks/hook';
      return (await it.ask({ method: 'POST', url, payload: body, headers })).body;
    };
    expect(await send()).toMatchObject({ status: 'imported' });
    const before = await it.aspect('shop', 'secrets');
    it.onDay(200);
    expect(await send()).toMatchObject({ status: 'known' });
    expect((await it.aspect('shop', 'secrets')).lapses).toBe(before.lapses);
  });
});
