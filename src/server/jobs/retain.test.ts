import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handedBytes } from '../../intake/handed.ts';
import { importDocument } from '../../intake/import.ts';
import { appendToLog, compactionFacts } from '../../intake/log.ts';
import { OWN } from '../../intake/organization.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { checkLog } from '../../outputs/proof/check.ts';
import { publishLog } from '../../outputs/proof/log.ts';
import { prove } from '../../outputs/proof/prove.ts';
import { verifyBundle } from '../../outputs/proof/verify.ts';
import { buildScorecard } from '../../outputs/scorecard/build.ts';
import { loadHistories } from '../../outputs/scorecard/histories.ts';
import { timelinesOf } from '../../outputs/scorecard/timelines.ts';
import { DAY, HOUR } from '../../records/instant.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { RETAIN, retain } from './retain.ts';

const KEY = Buffer.alloc(32, 5);
const BEFORE = NOW - 400 * DAY;
const model = await readModel(standardModelFolder());

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.close());

/** A scan for secrets each day, three on some, from 440 days ago on for 60 days. */
async function scans(): Promise<void> {
  for (let day = 0; day < 60; day += 1) {
    for (let run = 0; run < (day % 7 === 0 ? 3 : 1); run += 1) {
      const happened = NOW - 440 * DAY + day * DAY + run * HOUR;
      const leak = {
        RuleID: 'aws-key',
        Description: 'key',
        File: 'a.env',
        StartLine: 1,
        Fingerprint: `${happened}`,
      };
      await importDocument(on.store, handedBytes('leaks.json', Buffer.from(JSON.stringify([leak]))), {
        organization: OWN,
        origin: { kind: 'ci', name: 'pipeline' },
        learned: happened + HOUR,
        happened,
        system: 'Orders',
        coverage: model.coverage,
      });
    }
  }
}
const parts = () => ({ store: on.store, model, now: () => NOW });
/** Everything that is told of levels and scores, at instants from the horizon on, and of the time before. */
async function told() {
  const reader = on.store.reader(OWN);
  const out = [];
  for (const known of [BEFORE, NOW]) {
    const histories = await loadHistories(reader, model, { known });
    out.push(timelinesOf(histories, model, 'orders', NOW));
    for (let at = BEFORE; at <= NOW; at += 9 * DAY) {
      const card = buildScorecard(histories, model, { at, known });
      out.push(
        card.systems.map(({ score, aspects }) => [score, aspects.map((each) => [each.level, each.lapses])]),
      );
    }
  }
  return out;
}
const evidence = async () => (await on.store.reader(OWN).counts()).evidence;
const findings = async () => (await on.store.examine()).flatMap(({ wrong }) => wrong);

test('what no level needs goes, levels and scores stay, and the log says what went', async () => {
  await scans();
  const [was, count] = [await told(), await evidence()];
  const size = await on.store.reader(OWN).logSize();
  const gone = await retain(parts(), OWN, BEFORE);
  expect(gone.documents).toBeGreaterThan(10);
  expect(await evidence()).toBe(count - gone.statements);
  expect(await told()).toEqual(was);
  expect(await on.store.reader(OWN).counts()).toMatchObject({ documents: 78 });
  expect(await findings()).toEqual([]);
  expect(await on.store.reader(OWN).logSize()).toBe(size + 1);
  await checkLog(on.store.reader(OWN));
  const { rows } = await on.store.accounts().audit(OWN, { action: 'retention.apply' }, { limit: 10 });
  expect(rows.map(({ actor, detail }) => [actor.kind, detail['documents']])).toEqual([
    ['assay', gone.documents],
  ]);
  // Nothing more to do: no leaf, no row.
  expect((await retain(parts(), OWN, BEFORE)).documents).toBe(0);
  expect(await on.store.reader(OWN).logSize()).toBe(size + 1);
});

test('a proof made after it holds, and one made before it still does', async () => {
  await scans();
  const question = { system: 'orders', aspect: undefined, at: NOW, known: NOW };
  const bundle = async () => JSON.stringify(await prove(on.store, OWN, model, KEY, question));
  const { key } = await publishLog(on.store, OWN, KEY);
  const early = await bundle();
  await retain(parts(), OWN, BEFORE);
  const late = await bundle();
  const [first, second] = [await verifyBundle(early, [key], model), await verifyBundle(late, [key], model)];
  expect(second.documents).toBeLessThan(first.documents);
  expect(second.statement).toEqual(first.statement);
});

test('evidence that is gone is damage where the log does not say so, or says it of what was too young', async () => {
  await scans();
  const reader = on.store.reader(OWN);
  const [document = ''] = await reader.documentsBehind({
    system: 'orders',
    aspects: ['secrets'],
    known: NOW,
  });
  await on.store.write(OWN, (writer) => writer.compact([document]));
  await expect(checkLog(reader)).rejects.toThrow('has other statements than were signed');
  const say = (before: number) =>
    on.store.write(OWN, async (writer) => {
      for (const facts of compactionFacts(before, [document])) await appendToLog(writer, facts);
    });
  await say(NOW - 1_000 * DAY);
  await expect(checkLog(reader)).rejects.toThrow('has other statements than were signed');
  await say(NOW);
  await checkLog(reader);
});

test('a server that keeps for some days does it by itself, once a day', async () => {
  const kept = await stage({ retainDays: 400 });
  const ended = async () => (await kept.store.jobs.list(OWN, { kind: RETAIN }, { limit: 10 })).rows;
  await vi.waitFor(async () => expect((await ended()).map(({ state }) => state)).toEqual(['done']), 10_000);
  kept.pass(DAY / 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await ended()).toHaveLength(1);
  kept.pass(DAY / 2);
  await vi.waitFor(async () => expect(await ended()).toHaveLength(2), 10_000);
  await kept.close();
  const rest = await on.store.jobs.list(OWN, { kind: RETAIN }, { limit: 10 });
  expect(rest.rows).toEqual([]);
});
