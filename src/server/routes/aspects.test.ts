import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { DAY } from '../../records/instant.ts';
import * as make from '../../store/testing/rows.ts';
import type {
  AspectEvidenceAnswer,
  AspectSystemsAnswer,
  ChangesAnswer,
  FocusAnswer,
  PortfolioAnswer,
  PortfolioMapAnswer,
} from '../api.ts';
import { populate } from '../testing/populated.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
let as: Record<string, string>;
beforeAll(async () => {
  on = await stage();
  await populate(on, 12);
  await on.store.write(OWN, async (writer) => {
    const at = NOW - 355 * DAY;
    await writer.putSystem(make.system('quiet'));
    await writer.addDocument(make.document('old'));
    await writer.addEvidence([
      make.evidence('old', 0, { system: 'quiet', aspect: 'cost', automation: 'manual', at, learned: at }),
    ]);
  });
  as = await on.person('viewer');
});
afterAll(() => on.close());

async function get<Answer>(url: string): Promise<Answer> {
  const { status, body, text } = await on.ask({ url: `/api/v1${url}`, as });
  expect(status, text).toBe(200);
  return body as Answer; // what the operation answers
}

test('page by page, every system of an aspect comes once, the lowest first, as the portfolio says it', async () => {
  const { systems } = await get<PortfolioAnswer>('/portfolio');
  const rows: AspectSystemsAnswer['rows'] = [];
  let after = '';
  do {
    const page = await get<AspectSystemsAnswer>(`/aspects/backup/systems?limit=5${after}`);
    expect(page.rows.length).toBeLessThanOrEqual(5);
    rows.push(...page.rows);
    after = page.next === null ? '' : `&after=${page.next}`;
  } while (after !== '');
  expect(rows.map(({ system }) => system).sort()).toEqual(systems.map(({ id }) => id).sort());
  const rank = ({ exempt, level }: (typeof rows)[number]) => (exempt ? 9 : level);
  expect(rows.map(rank)).toEqual(rows.map(rank).sort());
  for (const row of rows) {
    const here = systems.find(({ id }) => id === row.system)?.aspects.find(({ id }) => id === 'backup');
    expect(row).toMatchObject({ level: here?.level, lapses: here?.lapses, next: here?.next });
  }
  const { status, text } = await on.ask({ url: '/api/v1/aspects/backup/systems?after=nonsense', as });
  expect([status, text]).toEqual([400, expect.stringContaining('This page does not exist')]);
});

test('what came in lately for an aspect is of every system, newest first', async () => {
  await on.store.write(OWN, async (writer) => {
    const at = NOW - 1_000;
    await writer.addDocument(make.document('late'));
    await writer.addEvidence([
      make.evidence('late', 0, { system: 'system-7', aspect: 'patch', at, learned: at }),
    ]);
  });
  const { rows } = await get<AspectEvidenceAnswer>('/aspects/patch/evidence');
  expect(rows[0]).toMatchObject({
    system: 'system-7',
    at: new Date(NOW - 1_000).toISOString(),
  });
  expect(new Set(rows.map(({ system }) => system)).size).toBe(12);
  const times = rows.map(({ at }) => Date.parse(at));
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

test('the neediest are those of the portfolio, in its order and with its steps, as many as are asked for', async () => {
  const { focus } = await get<PortfolioAnswer>('/portfolio');
  const some = await get<FocusAnswer>('/focus?count=4');
  expect(some.rows.map(({ system, aspect, step }) => ({ system, aspect, step }))).toEqual(focus.slice(0, 4));
  expect([some.total, some.wanted]).toEqual([focus.length, focus.length]);
  const none = await get<FocusAnswer>('/focus?team=Nobody');
  expect([none.rows, none.total, none.wanted]).toEqual([[], focus.length, 0]);
});

test('what rose since a day says why, and what falls says when', async () => {
  const week = await get<ChangesAnswer>(`/changes?since=${new Date(NOW - 3 * DAY).toISOString()}`);
  expect(week.total).toBeGreaterThan(0);
  for (const { from, to, why } of week.changes)
    expect([from === to, why]).toEqual([false, expect.stringMatching(/\.$/)]);
  const { systems } = await get<PortfolioAnswer>('/portfolio');
  const ahead = systems
    .flatMap(({ aspects }) => aspects.flatMap(({ lapses }) => lapses ?? []))
    .filter((lapses) => Date.parse(lapses) <= NOW + 31 * DAY)
    .sort();
  expect(ahead.length).toBeGreaterThan(0);
  expect(week.lapses.map(({ at }) => at)).toEqual(ahead.slice(0, 20));
});

test('the map is kept as it was sent until something changes or falls', async () => {
  const ask = async (headers: Record<string, string> = {}) => {
    const answer = await on.app.inject({
      url: '/api/v1/portfolio/map',
      headers: { ...as, host: 'localhost', 'accept-encoding': 'gzip', ...headers },
    });
    return {
      status: answer.statusCode,
      etag: String(answer.headers.etag),
      map:
        answer.statusCode === 200 &&
        (JSON.parse(gunzipSync(answer.rawPayload).toString()) as PortfolioMapAnswer),
    };
  };
  const first = await ask();
  on.pass(1_000);
  expect(await ask()).toEqual(first);
  expect(await ask({ 'if-none-match': first.etag })).toEqual({ status: 304, etag: first.etag, map: false });
  await on.store.write(OWN, (writer) => writer.putSystem(make.system('another')));
  const more = await ask();
  expect(more.map ? more.map.systems.map(({ id }) => id) : []).toContain('another');
  const { lapses } = await get<ChangesAnswer>('/changes');
  const [next] = lapses;
  if (!next || !more.map) throw new Error('nothing falls');
  on.pass(Date.parse(next.at) - Date.parse(more.map.at) - 500);
  as = await on.person('viewer');
  const levelOf = (map: PortfolioMapAnswer) =>
    map.systems.find(({ id }) => id === next.system)?.levels[map.aspects.indexOf(next.aspect)];
  const before = await ask();
  on.pass(5_000);
  const after = await ask();
  expect([before.map && levelOf(before.map), after.map && levelOf(after.map)]).toEqual([next.from, next.to]);
});
