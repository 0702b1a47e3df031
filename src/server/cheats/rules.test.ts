import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Model } from '../../model/model.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { judge, refuseOtherModels } from '../../outputs/gate.ts';
import { checkLog } from '../../outputs/proof/check.ts';
import { scorecard } from '../../outputs/scorecard/build.ts';
import { DAY } from '../../records/instant.ts';
import { ASPECTS } from '../../records/words.ts';
import { BEGIN, type Cheater, cheater, dayText, scan, suite } from '../testing/cheater.ts';

let it: Cheater;
beforeEach(async () => {
  it = await cheater();
});
afterEach(() => it.close());

const SHOP = { system: 'Shop' };

test('every hard aspect exempted: the score that is compared stays, and the page says how many', async () => {
  for (let day = 0; day <= 120; day += 30) {
    it.onDay(day);
    await it.hand(suite(day), SHOP);
  }
  const before = await it.system('shop');
  const [as, other] = [await it.on.person('admin'), await it.on.person('admin')];
  const post = (url: string, payload: object, by: Record<string, string>) =>
    it.ask({ method: 'POST', url: `/api/v1/exemptions${url}`, payload, as: by });
  for (const aspect of ASPECTS.filter((each) => each !== 'cicd')) {
    const { body } = await post('', { system: 'shop', aspect, reason: 'Hard.', until: dayText(300) }, as);
    const { id } = body as { id: string };
    expect((await post(`/${id}/decision`, { approve: true }, other)).status).toBe(200);
  }
  const after = await it.system('shop');
  expect(before).toMatchObject({ score: 17, compared: 17, exempt: 0 });
  expect(after).toMatchObject({ score: 45, compared: 17, exempt: 14 });
  expect(after.growth).toEqual(before.growth);
  const doubts = await it.doubts('shop', 'cicd');
  expect(doubts.get('exempt-aspects')).toMatch(/^14 of 15 aspects/);
  expect((await it.doubts('shop', 'backup')).get('exempt')).toMatch(/Hard\. Approved by Person 2\.$/);
  const model = await readModel(standardModelFolder());
  const at = BEGIN + 120 * DAY;
  const card = await scorecard(it.on.store.reader('default'), model, { at, known: at });
  expect(judge(card, { min: 40, aspects: new Map(), before: undefined })).toMatchObject([{ found: 17 }]);
});

test('nobody approves an exemption that they ask for themselves', async () => {
  await it.hand(suite(0), SHOP);
  const as = await it.on.person('owner');
  const post = (url: string, payload: object, by = as) =>
    it.ask({ method: 'POST', url: `/api/v1/exemptions${url}`, payload, as: by });
  const asked = { system: 'shop', aspect: 'backup', reason: 'Hard.', until: dayText(30) };
  expect((await post('', { ...asked, approver: 'Head of Security' })).status).toBe(400);
  const { id } = (await post('', asked)).body as { id: string };
  expect((await post(`/${id}/decision`, { approve: true })).status).toBe(403);
  expect(await it.aspect('shop', 'backup')).toMatchObject({ exempt: false });
  expect((await post(`/${id}/decision`, { approve: true }, await it.on.person('admin'))).status).toBe(200);
  expect(await it.aspect('shop', 'backup')).toMatchObject({ exempt: true });
});

test('a model that was changed names itself on every score, and is compared with no standard one', async () => {
  const standard = await readModel(standardModelFolder());
  const levels = standard.levels.map((rule) => ({ ...rule, sustainedDays: 0, coverage: 0 }));
  const loose: Model = { ...standard, levels, overrides: ['levels.yaml'] };
  await it.close();
  it = await cheater({ model: loose });
  await it.hand(scan(0, 'shop:1'), SHOP);
  expect((await it.aspect('shop', 'patch')).level).toBe(4);
  expect((await it.doubts('shop', 'patch')).get('model-override')).toContain('(levels.yaml)');
  const as = await it.on.machine(['read']);
  for (const url of ['/portfolio', '/systems/shop']) {
    const { body } = await it.ask({ url: `/api/v1${url}`, as });
    expect(body).toMatchObject({ model: { overrides: ['levels.yaml'] } });
  }
  const question = { at: BEGIN, known: BEGIN };
  const ours = await scorecard(it.on.store.reader('default'), loose, question);
  const theirs = await scorecard(it.on.store.reader('default'), standard, question);
  expect(() => refuseOtherModels(ours, undefined, false)).toThrow('levels.yaml');
  expect(() => refuseOtherModels(ours, theirs, true)).toThrow('different models');
});

test('a map that takes anything for a pass is told to be a map', async () => {
  const map =
    'assay: map/v1\nname: All well\ntool: T\nreads: csv\nrecords:\n  - kind: result\n    fields: { aspect: { value: patch }, rule: { column: R }, status: { value: pass }, image: { column: I }, at: { column: D } }\n  - kind: practice\n    once: true\n    fields: { aspect: { value: patch } }\n';
  await it.on.store.write('default', (writer) =>
    writer.putMap({ id: 'all', name: 'All well', text: map, created: 0 }),
  );
  await it.hand(`R,I,D\nr1,shop:1,${dayText(0)}\n`, { ...SHOP, map: 'all', name: 'x.csv' });
  expect((await it.doubts('shop', 'patch')).get('mapped')).toContain('says itself what passes');
});

test('what failed can be deleted by nobody, and who goes round Assay is found out by the log', async () => {
  await it.hand(suite(0), SHOP);
  const as = await it.on.person('owner');
  const { rows } = await it.on.store.reader('default').documents({ limit: 1 });
  const id = rows[0]?.sha256 ?? '';
  for (const url of [
    `/documents/${id}`,
    '/documents',
    '/systems/shop',
    '/systems/shop/aspects/cicd/evidence',
  ])
    expect((await it.ask({ method: 'DELETE', url: `/api/v1${url}`, as })).status).toBe(404);
  expect(await checkLog(it.on.store.reader('default'))).toBe(1);
});

test('a partial run closes no finding that it did not look at', async () => {
  const leak = (file: string, fingerprint: string) => ({
    RuleID: 'key',
    File: file,
    StartLine: 1,
    Fingerprint: fingerprint,
  });
  const query = (day: number, repository: string) => ({
    ...SHOP,
    happened: dayText(day),
    target: `repository:github.com/acme/${repository}`,
  });
  await it.hand(JSON.stringify([leak('a', 'f'), leak('b', 'g')]), query(0, 'shop'));
  it.onDay(1);
  // Another repository, and the same one by another tool.
  await it.hand('[]', query(1, 'other'));
  await it.hand(scan(1, 'shop:1'), SHOP);
  expect((await it.system('shop')).openFindings).toBe(2);
  // A whole run of the same tool over the same thing says what is mended, and is kept as what closed it.
  await it.hand(JSON.stringify([leak('a', 'f')], null, 1), query(1, 'shop'));
  expect((await it.system('shop')).openFindings).toBe(1);
});

test('whoever looks at a system finds no level that came with a system’s name alone', async () => {
  const as = await it.on.person('admin');
  const payload = { name: 'New', team: null, pii: false, public: false, monthlyCost: 0 };
  await it.ask({ method: 'POST', url: '/api/v1/systems', payload, as });
  expect((await it.system('new')).aspects.every(({ level }) => level === 1)).toBe(true);
});
