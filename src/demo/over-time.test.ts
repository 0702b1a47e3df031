import { beforeAll, expect, test } from 'vitest';
import { EXAMPLE } from '../intake/organization.ts';
import type { Model } from '../model/model.ts';
import { readModel, standardModelFolder } from '../model/read.ts';
import { scorecard } from '../outputs/scorecard/build.ts';
import { helpFor } from '../outputs/scorecard/help.ts';
import { loadHistories } from '../outputs/scorecard/histories.ts';
import { instantsBefore, overTime } from '../outputs/scorecard/over-time.ts';
import { standsOf } from '../outputs/testing/card.ts';
import { openStore } from '../store/open.ts';
import type { Reader } from '../store/store.ts';
import { loadDemo } from './load.ts';

const NOW = Date.UTC(2026, 10, 20, 9);
let model: Model;
let reader: Reader;
beforeAll(async () => {
  model = await readModel(standardModelFolder());
  const store = await openStore({ memory: true });
  await loadDemo(store, model, { now: NOW });
  reader = store.reader(EXAMPLE);
}, 180_000);

test('weeks count back from the day; months and quarters begin where the calendar has them', () => {
  const days = (step: 'week' | 'month' | 'quarter') =>
    instantsBefore(NOW, step, 2).map((each) => new Date(each).toISOString().slice(0, 10));
  expect(days('week')).toEqual(['2026-11-06', '2026-11-13', '2026-11-20']);
  expect(days('month')).toEqual(['2026-10-01', '2026-11-01', '2026-11-20']);
  expect(days('quarter')).toEqual(['2026-07-01', '2026-10-01', '2026-11-20']);
  const first = Date.UTC(2026, 0, 1);
  expect(instantsBefore(first, 'quarter', 1).map((each) => new Date(each).getUTCFullYear())).toEqual([
    2025, 2026,
  ]);
});

test('the replay is, at each instant, what the scorecard of that instant says', async () => {
  const instants = instantsBefore(NOW, 'month', 12);
  const histories = await loadHistories(reader, model, { known: NOW });
  const replay = overTime(histories, instants);
  for (const [index, at] of instants.entries()) {
    const card = await scorecard(reader, model, { at, known: NOW });
    for (const system of replay.systems) {
      const here = card.systems.find(({ id }) => id === system.id);
      const levels = here?.aspects.map(({ level, exempt }) => (exempt ? '-' : level)).join('');
      expect([system.id, at, system.levels[index], system.scores[index], system.compared[index]]).toEqual([
        system.id,
        at,
        levels,
        here?.score,
        here?.compared,
      ]);
    }
  }
});

test('whoever is in need comes with a step, a response, and others who stand above them', async () => {
  const card = await scorecard(reader, model, { at: NOW, known: NOW });
  const help = helpFor(card, standsOf(card), model);
  expect(help.length).toBeGreaterThan(20);
  expect(help.map(({ need }) => need)).toEqual(help.map(({ need }) => need).sort((a, b) => b - a));
  for (const row of help) {
    expect(row.step).not.toBe('');
    for (const helper of row.helpers) {
      expect(helper.level).toBeGreaterThanOrEqual(row.level + 2);
      expect(helper.team).not.toBe(row.team);
    }
    expect(['use', 'ask'].includes(row.response)).toBe(row.helpers.length > 0);
  }
});
