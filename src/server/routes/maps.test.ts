import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { type Stage, stage } from '../testing/stage.ts';

const CSV = 'Machine,Finding,How bad,Password\nweb-1,Open port,high,hunter2\nweb-2,Old TLS,low,letmein\n';
const MAP = {
  assay: 'map/v1',
  name: 'Port list',
  tool: 'Ports',
  reads: 'csv',
  records: [
    {
      kind: 'result',
      fields: {
        aspect: { value: 'configuration' },
        rule: { column: 'Finding' },
        status: { value: 'fail' },
        severity: { column: 'How bad' },
        host: { column: 'Machine' },
      },
    },
  ],
};

let on: Stage;
let as: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  as = await on.person('contributor');
});
afterEach(() => on.close());

const hand = (url: string, payload: string) =>
  on.ask({
    method: 'POST',
    url: `/api/v1${url}`,
    as,
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  });
const save = (body: unknown) =>
  on.ask({
    method: 'POST',
    url: '/api/v1/maps',
    as,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

test('a table is shown without its secrets', async () => {
  const { status, body, text } = await hand('/maps/suggest?name=ports.csv', CSV);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    reads: 'csv',
    columns: ['Machine', 'Finding', 'How bad'],
    sample: [
      ['web-1', 'Open port', 'high'],
      ['web-2', 'Old TLS', 'low'],
    ],
    hidden: ['Password'],
    map: null,
  });
  expect(text).not.toContain('hunter2');
});

test('a map is suggested where the columns say enough', async () => {
  const { body } = await hand('/maps/suggest?name=a.csv', 'Host,CVE,Status\nweb-1,CVE-2026-1,open\n');
  expect(body).toMatchObject({ map: { assay: 'map/v1', records: [{ kind: 'result' }] } });
});

test('what is no table, and what is too large, is refused', async () => {
  expect((await hand('/maps/suggest?name=a.txt', 'nothing here\n')).status).toBe(422);
  expect((await hand('/maps/suggest?name=a.csv', `a,b\n${'1,2\n'.repeat(300_000)}`)).status).toBe(413);
});

test('a preview by a map on its first line, or by a saved one, keeps nothing', async () => {
  const before = await on.store.reader(OWN).revision();
  const carried = await hand('/imports/preview?name=ports.csv', `${JSON.stringify(MAP)}\n${CSV}`);
  expect(carried.body).toMatchObject({
    adapter: 'csvmap',
    records: { result: 2 },
    findings: 2,
    problems: [],
  });
  expect((await hand('/imports/preview?name=ports.csv', CSV)).status).toBe(422);
  expect(await on.store.reader(OWN).revision()).toBe(before);
  expect((await save({ text: JSON.stringify(MAP) })).status).toBe(201);
  const saved = await hand('/imports/preview?name=ports.csv&map=port-list', CSV);
  expect(saved.body).toMatchObject({ adapter: 'csvmap', records: { result: 2 } });
});

test('a saved map is checked, not replaced by chance, and removed, and each is written down', async () => {
  const text = JSON.stringify(MAP);
  expect((await save({ text: '{"assay":"map/v1"}' })).status).toBe(422);
  expect((await save({ text })).body).toMatchObject({ id: 'port-list', name: 'Port list', text });
  expect((await save({ text })).status).toBe(409);
  expect((await save({ text, replace: true })).status).toBe(201);
  const listed = await on.ask({ method: 'GET', url: '/api/v1/maps', as });
  expect(listed.body).toMatchObject({ rows: [{ id: 'port-list' }] });
  const gone = await on.ask({ method: 'DELETE', url: '/api/v1/maps/port-list', as });
  expect(gone.status).toBe(204);
  expect((await on.ask({ method: 'DELETE', url: '/api/v1/maps/port-list', as })).status).toBe(404);
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 10 });
  expect(rows.map(({ action }) => action).sort()).toEqual(['map.add', 'map.add', 'map.remove']);
});
