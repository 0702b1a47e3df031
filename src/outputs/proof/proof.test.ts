import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handedBytes } from '../../intake/handed.ts';
import { importDocument } from '../../intake/import.ts';
import { appendToLog, exemptionFacts } from '../../intake/log.ts';
import { ensureOrganization, OWN } from '../../intake/organization.ts';
import type { Model } from '../../model/model.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { DAY } from '../../records/instant.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { scorecard } from '../scorecard/build.ts';
import { checkLog } from './check.ts';
import type { Bundle } from './format.ts';
import { publishLog, rotateLogKey } from './log.ts';
import { prove } from './prove.ts';
import { verifyBundle } from './verify.ts';

const NOW = Date.UTC(2026, 10, 20);
const KEY = Buffer.alloc(32, 7);
let store: Store;
let model: Model;

const suite = (day: number, name = 'one') =>
  `<testsuite name="unit" tests="1" timestamp="${new Date(NOW - day * DAY).toISOString()}"><testcase classname="a" name="${name}"/></testsuite>`;

async function take(text: string, learned: number, system = 'Orders'): Promise<void> {
  const result = await importDocument(store, handedBytes('tests.xml', Buffer.from(text)), {
    organization: OWN,
    origin: { kind: 'token', name: 'pipeline' },
    learned,
    coverage: model.coverage,
    system,
  });
  expect(result.status).toBe('imported');
}

beforeEach(async () => {
  store = await openStore({ memory: true });
  model = await readModel(standardModelFolder());
  await ensureOrganization(store, NOW - 400 * DAY, 'UTC');
  for (let day = 360; day >= 0; day -= 30) await take(suite(day), NOW - day * DAY);
  await take(suite(3, 'other'), NOW - 3 * DAY, 'Secret plans');
});
afterEach(() => store.close());

const question = { system: 'orders', aspect: undefined, at: NOW, known: NOW };
const bundleOf = async (more: Partial<Parameters<typeof prove>[4]> = {}) =>
  prove(store, OWN, model, KEY, { ...question, ...more });
const keyOf = async () => (await publishLog(store, OWN, KEY)).key;
const verify = async (bundle: unknown, key?: string) =>
  verifyBundle(JSON.stringify(bundle), [key ?? (await keyOf())], model);

test('a bundle proves the very levels that the scorecard shows, and holds nothing of another system', async () => {
  const bundle = await bundleOf();
  const verified = await verify(bundle);
  const card = await scorecard(store.reader(OWN), model, { at: NOW, known: NOW });
  const shown = card.systems.find(({ id }) => id === 'orders');
  expect(verified.statement.score).toBe(shown?.score);
  expect(verified.statement.aspects.map(({ level }) => level)).toEqual(
    shown?.aspects.map(({ level }) => level),
  );
  expect(verified).toMatchObject({ documents: 13, standardModel: true, origins: { token: 13 }, size: 14 });
  expect(verified.statement.aspects.find(({ id }) => id === 'cicd')?.level).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(bundle)).not.toContain('secret-plans');
});

test('one aspect, and any moment of the past', async () => {
  const at = NOW - 200 * DAY;
  const verified = await verify(await bundleOf({ aspect: 'cicd', at, known: at }));
  expect(verified.statement).toMatchObject({ score: null, at });
  expect(verified.statement.aspects).toHaveLength(1);
  expect(verified.documents).toBe(6);
});

test('an exemption is proved as evidence is', async () => {
  const row = {
    id: 'e',
    system: 'orders',
    aspect: 'backup' as const,
    from: NOW - DAY,
    until: NOW + DAY,
    reason: 'holds no data',
    approver: 'security',
    learned: NOW,
  };
  await store.write(OWN, async (writer) => {
    await writer.putExemption(row);
    await appendToLog(writer, exemptionFacts(row));
  });
  const bundle = await bundleOf();
  expect((await verify(bundle)).statement.aspects.find(({ id }) => id === 'backup')?.exempt).toBe(true);
  await expect(verify({ ...bundle, exemptions: [] })).rejects.toThrow('backup');
});

function each<Row extends object>(rows: Row[], change: (row: Row) => Partial<Row>): void {
  for (const row of rows) Object.assign(row, change(row));
}

describe('what was changed does not hold', () => {
  const changed = async (change: (bundle: Bundle) => void) => {
    const bundle = structuredClone(await bundleOf());
    change(bundle);
    return verify(bundle);
  };
  const cicd = (bundle: Bundle) => bundle.statement.aspects.find(({ id }) => id === 'cicd');
  const tampers: [string, (bundle: Bundle) => void, RegExp][] = [
    [
      'a level that is stated higher',
      (bundle) => {
        const aspect = cicd(bundle);
        if (aspect) aspect.level = 5;
      },
      /cicd: level 5 is stated/,
    ],
    [
      'a score that is stated higher',
      (bundle) => void Object.assign(bundle.statement, { score: 70 }),
      /sum of the levels/,
    ],
    [
      'the newest statements left out',
      (bundle) =>
        void Object.assign(bundle, { evidence: bundle.evidence.filter(({ at }) => at < NOW - 100 * DAY) }),
      /cicd/,
    ],
    ['a statement twice', (bundle) => void bundle.evidence.push(...bundle.evidence.slice(0, 1)), /twice/],
    ['a time that is moved', (bundle) => each(bundle.evidence, (row) => ({ at: row.at + DAY })), /./],
    [
      'automation that is made more',
      (bundle) =>
        each(bundle.evidence, (row) => ({
          automation: row.automation === 'full' ? ('semi' as const) : ('full' as const),
        })),
      /./,
    ],
    ['a statement given to another system', (bundle) => each(bundle.evidence, () => ({ system: 'x' })), /./],
    [
      'a leaf that says something else',
      (bundle) =>
        each(bundle.documents, ({ leaf }) => ({ leaf: leaf?.replace('"token"', '"person"') ?? null })),
      /./,
    ],
    [
      'a document that is left out',
      (bundle) => void bundle.documents.splice(2, 1),
      /no document of the bundle/,
    ],
    [
      'a checkpoint of another size',
      (bundle) =>
        void Object.assign(bundle.log, { checkpoint: bundle.log.checkpoint.replace('\n14\n', '\n15\n') }),
      /./,
    ],
    [
      'rules that are softer, under the name of the standard ones',
      (bundle) => void Object.assign(bundle, { rules: { ...(bundle.rules as Model), version: '9' } }),
      /rules/,
    ],
  ];
  test.each(tampers)('%s', async (_, change, why) => {
    await expect(changed(change)).rejects.toThrow(why);
  });

  test('rules that are softer are shown not to be the standard model', async () => {
    const soft = structuredClone(model) as unknown as { levels: { sustainedDays: number }[] };
    for (const level of soft.levels) level.sustainedDays = 0;
    const softened = { ...(soft as unknown as Model), overrides: ['soft'] };
    const bundle = await prove(store, OWN, softened, KEY, question);
    const verified = await verify(bundle);
    expect(verified.standardModel).toBe(false);
    expect(verified.statement.model.overrides).toEqual(['soft']);
  });

  test('another log’s key, and no key at all', async () => {
    const bundle = await bundleOf();
    const other = (await publishLog(store, OWN, KEY)).key.replace(/AX?[A-Za-z0-9]{4}/, 'AAAAA');
    await expect(verify(bundle, other)).rejects.toThrow();
    await expect(verifyBundle(JSON.stringify(bundle), [], model)).rejects.toThrow('key is missing');
  });

  test.each(['', '{}', '[]', 'null', '{"format":"assay-proof/v1"}', '\u0000'])(
    '%j is no bundle',
    async (text) => {
      await expect(verifyBundle(text, [await keyOf()], model)).rejects.toThrow(/bundle/);
    },
  );
});

test('after the key was changed, whoever knows the first one still follows', async () => {
  const first = await keyOf();
  const before = await bundleOf();
  await rotateLogKey(store, OWN, KEY);
  await take(suite(1), NOW);
  await rotateLogKey(store, OWN, KEY);
  const after = await bundleOf();
  expect((await verify(after, first)).documents).toBe(14);
  expect((await verify(before, first)).documents).toBe(13);
  await expect(verify({ ...after, log: { ...after.log, handovers: [] } }, first)).rejects.toThrow(
    'No known key signed',
  );
});

test('what a document said can be erased: the log holds, the bundle says so, and the level falls', async () => {
  const whole = await verify(await bundleOf({ aspect: 'cicd' }));
  for (const document of await store
    .reader(OWN)
    .documentsBehind({ system: 'orders', aspects: ['cicd'], known: NOW }))
    expect(await store.write(OWN, (writer) => writer.eraseLeaf(document))).toBe(true);
  expect(await checkLog(store.reader(OWN))).toBe(14);
  const bundle = await bundleOf({ aspect: 'cicd' });
  const erased = await verify(bundle);
  expect(whole.erased).toBe(0);
  expect(erased).toMatchObject({ documents: 13, erased: 13, evidence: 0 });
  expect(erased.statement.aspects[0]?.level).toBeLessThan(whole.statement.aspects[0]?.level ?? 0);
  expect(bundle.documents.every(({ leaf }) => leaf === null)).toBe(true);
});

test('the log is checked whole', async () => {
  expect(await checkLog(store.reader(OWN))).toBe(14);
  expect((await publishLog(store, OWN, KEY)).size).toBe(14);
});
