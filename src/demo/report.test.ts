import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { beforeAll, expect, test } from 'vitest';
import { EXAMPLE } from '../intake/organization.ts';
import type { Model } from '../model/model.ts';
import { readModel, standardModelFolder } from '../model/read.ts';
import { buildReport, type ReportQuestion } from '../outputs/report/build.ts';
import { reportMarkdown } from '../outputs/report/markdown.ts';
import { reportPdf } from '../outputs/report/pdf.ts';
import { scorecard } from '../outputs/scorecard/build.ts';
import { type Histories, loadHistories } from '../outputs/scorecard/histories.ts';
import { DAY } from '../records/instant.ts';
import { openStore } from '../store/open.ts';
import type { Reader } from '../store/store.ts';
import { loadDemo } from './load.ts';

const NOW = Date.UTC(2026, 10, 20);
let model: Model;
let reader: Reader;
let histories: Histories;
let question: ReportQuestion;

beforeAll(async () => {
  model = await readModel(standardModelFolder());
  const store = await openStore({ memory: true });
  await loadDemo(store, model, { now: NOW });
  reader = store.reader(EXAMPLE);
  histories = await loadHistories(reader, model, { known: NOW });
  question = {
    scope: { kind: 'portfolio' },
    at: NOW,
    compare: NOW - 91 * DAY,
    known: NOW,
    plans: await reader.plans(),
    exemptions: await reader.exemptions(),
  };
}, 180_000);

test('both dates say what the scorecard of that date says', async () => {
  const report = buildReport(histories, model, question);
  const now = await scorecard(reader, model, { at: NOW, known: NOW });
  const before = await scorecard(reader, model, { at: question.compare, known: NOW });
  expect(report.systems).toHaveLength(30);
  for (const system of report.systems) {
    const [here, then] = [now, before].map((card) => card.systems.find(({ id }) => id === system.id));
    expect([system.score, system.before]).toEqual([here?.score, then?.score]);
    for (const { id, level, before: earlier } of system.aspects)
      expect([id, level, earlier]).toEqual([
        id,
        here?.aspects.find((each) => each.id === id)?.level,
        then?.aspects.find((each) => each.id === id)?.level,
      ]);
  }
});

test('the changes lead from the levels of one date to those of the other', () => {
  const { systems, changes } = buildReport(histories, model, question);
  for (const system of systems)
    for (const { id, level, before, exempt } of system.aspects) {
      if (exempt) continue;
      const mine = changes.filter((each) => each.system === system.id && each.aspect === id).reverse();
      let here = before;
      for (const change of mine) {
        expect(change.from).toBe(here);
        expect(Date.parse(change.at)).toBeGreaterThan(question.compare);
        here = change.to;
      }
      expect(here).toBe(level);
    }
  expect(changes.length).toBeGreaterThan(20);
});

test('a team and a system are parts of it; what is not there is said', () => {
  const team = buildReport(histories, model, { ...question, scope: { kind: 'team', id: 'checkout' } });
  expect(team.title).toBe('Checkout');
  expect(team.systems.map(({ id }) => id).sort()).toEqual([
    'basket',
    'fraud-screening',
    'invoicing',
    'payments',
  ]);
  const one = buildReport(histories, model, { ...question, scope: { kind: 'system', id: 'payments' } });
  expect(one.average.now).toBe(one.systems[0]?.score);
  expect(
    [...one.changes, ...one.lapses, ...one.steps, ...one.plans].every(({ system }) => system === 'payments'),
  ).toBe(true);
  expect(() => buildReport(histories, model, { ...question, scope: { kind: 'team', id: 'nobody' } })).toThrow(
    'There is no team "nobody".',
  );
  expect(() => buildReport(histories, model, { ...question, compare: NOW })).toThrow('not before');
});

test('plans say what the evidence says, as of the date of the report', () => {
  const { plans } = buildReport(histories, model, question);
  expect(new Set(plans.map(({ state }) => state))).toContain('overdue');
  expect(plans.some(({ state }) => state === 'dropped')).toBe(false);
  const early = buildReport(histories, model, {
    ...question,
    at: NOW - 370 * DAY,
    compare: NOW - 400 * DAY,
  });
  expect(early.plans).toHaveLength(1);
});

const options = (full: boolean) => ({ aspects: model.aspects, full, timeZone: 'Europe/Berlin' });

test('the PDF is one page, or all of it, with the same words, tagged and the same each time', async () => {
  const report = buildReport(histories, model, question);
  const short = await reportPdf(report, options(false));
  expect(short.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  expect(short.equals(await reportPdf(report, options(false)))).toBe(true);
  const document = await getDocumentProxy(new Uint8Array(short));
  expect(document.numPages).toBe(1);
  expect((await getMeta(document)).info).toMatchObject({ Title: 'Example organization, 2026-11-20' });
  const { text } = await extractText(document, { mergePages: true });
  expect(text).toContain('As of 20 Nov 2026, compared with 21 Aug 2026.');
  expect(text).toContain(`The lowest 14 of 30 systems.`);

  const full = await getDocumentProxy(new Uint8Array(await reportPdf(report, options(true))));
  expect(full.numPages).toBeGreaterThan(30);
  const words = (await extractText(full, { mergePages: true })).text;
  for (const { name } of report.systems) expect(words).toContain(name);
});

test('names of any length and any script leave the one page one page', async () => {
  const report = buildReport(histories, model, { ...question, scope: { kind: 'system', id: 'payments' } });
  const long = 'Zażółć gęślą jaźń 決済システム مرحبا '.repeat(40);
  const strange = {
    ...report,
    title: long.slice(0, 300),
    systems: report.systems.map((system) => ({
      ...system,
      aspects: system.aspects.map((aspect) => ({ ...aspect, reason: long.slice(0, 400) })),
    })),
    steps: report.steps.map((step) => ({ ...step, step: long })),
  };
  const pdf = await getDocumentProxy(new Uint8Array(await reportPdf(strange, options(false))));
  expect(pdf.numPages).toBe(1);
  expect((await extractText(pdf, { mergePages: true })).text).toContain('Zażółć gęślą');
});

test('Markdown has every system, and nothing in it is markup of somebody else', () => {
  const report = buildReport(histories, model, question);
  const text = reportMarkdown(
    { ...report, systems: report.systems.map((system) => ({ ...system, name: `<b>|${system.name}` })) },
    model.aspects,
    true,
  );
  expect(text.match(/^\| \\<b\\>\\\|/gm)).toHaveLength(30);
  expect(text).not.toMatch(/^\| <b>/m);
});
