import { expect, test } from 'vitest';
import { handedBytes } from '../../intake/handed.ts';
import { importDocument } from '../../intake/import.ts';
import { ensureOrganization, OWN } from '../../intake/organization.ts';
import { openCheckpoint } from '../../ledger/checkpoint.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { DAY, HOUR } from '../../records/instant.ts';
import { openStore } from '../../store/open.ts';
import { checkLog } from './check.ts';
import { publishLog } from './log.ts';
import { prove } from './prove.ts';
import { verifyBundle } from './verify.ts';

const NOW = Date.UTC(2026, 10, 20);
const KEY = Buffer.alloc(32, 7);
const MANY = 1_000;

test('1,000 documents are erased: the log is what it was, a bundle says so, and the level falls', async () => {
  const store = await openStore({ memory: true });
  const model = await readModel(standardModelFolder());
  await ensureOrganization(store, NOW - 400 * DAY, 'UTC');
  const reader = store.reader(OWN);
  const documents: string[] = [];
  for (let count = 0; count <= MANY; count += 1) {
    // The last one is kept; the others are eight hours apart.
    const at = NOW - (count === MANY ? 0 : (MANY - count) * 8 * HOUR);
    const text = `<testsuite name="unit" tests="1" timestamp="${new Date(at).toISOString()}"><testcase classname="a" name="${count}"/></testsuite>`;
    const result = await importDocument(store, handedBytes('tests.xml', Buffer.from(text)), {
      organization: OWN,
      origin: { kind: 'token', name: 'pipeline' },
      learned: at,
      coverage: model.coverage,
      system: 'Orders',
    });
    if (result.status === 'imported') documents.push(result.report.document.sha256);
  }
  const before = await publishLog(store, OWN, KEY);
  const question = { system: 'orders', aspect: 'cicd' as const, at: NOW, known: NOW };
  const verify = async () =>
    verifyBundle(JSON.stringify(await prove(store, OWN, model, KEY, question)), [before.key], model);
  const whole = await verify();
  expect(whole).toMatchObject({ documents: MANY + 1, erased: 0, size: MANY + 1 });
  for (const document of documents.slice(0, MANY))
    expect(await store.write(OWN, (writer) => writer.eraseLeaf(document))).toBe(true);
  expect(await checkLog(reader)).toBe(MANY + 1);
  const { origin, keys } = before;
  const after = openCheckpoint((await publishLog(store, OWN, KEY)).checkpoint, { origin, keys });
  expect(after.root.equals(openCheckpoint(before.checkpoint, { origin, keys }).root)).toBe(true);
  const erased = await verify();
  expect(erased).toMatchObject({ documents: MANY + 1, erased: MANY });
  expect(erased.statement.aspects[0]?.level).toBe(2);
  expect(whole.statement.aspects[0]?.level).toBeGreaterThan(2);
  await store.close();
}, 120_000);
