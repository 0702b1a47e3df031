import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { ensureSystem } from '../../intake/systems.ts';
import { csvCell } from '../../outputs/formats/csv.ts';
import { DAY } from '../../records/instant.ts';
import type { ThingRow } from '../../store/rows.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
let viewer: Record<string, string>;
const MANY = 2_345;
const FORMULA = '=HYPERLINK("https://evil.example.org","x")';

const thing = (id: string, more: Partial<ThingRow>): ThingRow => ({
  id,
  kind: 'host',
  name: id,
  system: 'orders',
  ...{ account: undefined, owner: undefined, public: undefined, pii: undefined, weight: 1 },
  ...{ firstSeen: NOW - DAY, lastSeen: NOW },
  ...more,
});

beforeAll(async () => {
  on = await stage();
  viewer = await on.person('viewer');
  await on.store.write(OWN, async (writer) => {
    await ensureSystem(writer, 'Orders', NOW);
    await ensureSystem(writer, 'Bank', NOW);
    const rows = Array.from({ length: MANY }, (_, index) =>
      thing(`host-${String(index).padStart(5, '0')}`, {}),
    );
    await writer.putThings(
      [...rows, thing('formula', { name: FORMULA, system: 'bank', public: true })],
      [{ key: 'host:formula', thing: 'formula' }],
    );
    await writer.addSightings([
      { thing: 'formula', system: 'bank', at: NOW, document: 'd', learned: NOW, aspects: 0b101 },
    ]);
    const cost = { document: 'd', currency: 'USD', account: undefined, thing: undefined };
    const period = { from: NOW, until: NOW + DAY, service: 'Compute' };
    await writer.addCosts([
      { ...cost, ...period, ordinal: 0, system: 'orders', amount: 12.5, owner: 'Ann' },
      { ...cost, ...period, ordinal: 1, system: undefined, amount: 99, owner: undefined },
      { ...cost, ...period, ordinal: 2, system: 'orders', amount: 1, owner: 'Ann', from: NOW - 40 * DAY },
    ]);
    const component = { kind: 'component' as const, at: NOW, document: 'd', name: 'left-pad' };
    await writer.addRecords([
      { ...component, ordinal: 3, system: 'orders', thing: 'host-00001', data: { version: '1.0' } },
      { ...component, ordinal: 4, system: 'bank', thing: 'formula', data: { version: '1.0' } },
    ]);
  });
});
afterAll(() => on.close());

interface Rows {
  rows: Record<string, unknown>[];
  next: string | null;
}
interface Counted {
  total: number;
  amounts: unknown[];
  facets: { facet: string; values: { value: string; name: string; count: number; amounts: unknown[] }[] }[];
}
const get = async <T>(url: string, as = viewer) => {
  const answer = await on.ask({ method: 'GET', url: `/api/v1${url}`, as });
  expect([url, answer.status]).toEqual([url, 200]);
  return { ...answer, body: answer.body as T };
};
const facet = (counted: Counted, name: string) =>
  counted.facets.find((each) => each.facet === name)?.values.map(({ value, count }) => [value, count]);

test('a list goes on by its link to the last row', async () => {
  let url: string | undefined = '/things?limit=1000';
  const names: unknown[] = [];
  while (url) {
    const { body, headers }: { body: Rows; headers: Record<string, unknown> } = await get<Rows>(url);
    names.push(...body.rows.map(({ name }) => name));
    url = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(headers.link ?? ''))?.[1];
  }
  expect(new Set(names).size).toBe(MANY + 1);
  expect(names).toHaveLength(MANY + 1);
});

test('facets say what a list can be narrowed by, and the same narrows it', async () => {
  const { body } = await get<Counted>('/things/facets');
  expect(body.total).toBe(MANY + 1);
  expect(facet(body, 'public')).toEqual([
    ['', MANY],
    ['yes', 1],
  ]);
  expect(body.facets.find((each) => each.facet === 'system')?.values.map(({ name }) => name)).toEqual([
    'Orders',
    'Bank',
  ]);
  const { body: some } = await get<Rows>('/things?public=yes&system=bank&system=orders&search=hyperLINK');
  expect(some.rows).toMatchObject([
    { id: 'formula', systemName: 'Bank', public: true, keys: ['host:formula'] },
  ]);
  expect((await get<Rows>('/things?public=yes&system=orders')).body.rows).toEqual([]);
  expect((await get<Rows>('/things?owner=&search=host-00007')).body.rows).toHaveLength(1);
});

test('an export holds all that the filter leaves, and begins no formula', async () => {
  const { text, headers } = await get('/things/export');
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-disposition']).toBe('attachment; filename="assay-things-2026-11-20.csv"');
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(MANY + 2);
  expect(lines[0]).toContain('"id","kind","name","system","systemName"');
  const row = lines.find((line) => line.includes('HYPERLINK')) ?? '';
  const cell = /^"formula","host","('=(?:[^"]|"")+)"/.exec(row)?.[1]?.replaceAll('""', '"') ?? '';
  expect(csvCell(cell)).toBe(FORMULA);
  const { body, headers: json } = await get<unknown[]>('/things/export?format=json&public=yes');
  expect(json['content-type']).toBe('application/json; charset=utf-8');
  expect(body).toMatchObject([{ id: 'formula', name: FORMULA }]);
  expect((await get('/things/export?format=json&search=none-has-this')).body).toEqual([]);
});

test('a machine that speaks of one system sees, counts and exports that one only', async () => {
  const as = await on.machine(['read'], { systems: ['bank'] });
  expect((await get<Rows>('/things?limit=1000', as)).body.rows.map(({ id }) => id)).toEqual(['formula']);
  expect((await get<Counted>('/things/facets', as)).body.total).toBe(1);
  expect((await get<Rows>('/things?system=orders', as)).body.rows).toEqual([]);
  expect((await get<unknown[]>('/things/export?format=json', as)).body).toHaveLength(1);
  expect((await get<Rows>('/charges', as)).body.rows).toEqual([]);
  const [component] = (await get<Rows>('/components', as)).body.rows;
  expect(component?.systems).toEqual([{ id: 'bank', name: 'Bank' }]);
  expect((await get<Rows>('/components/places?name=left-pad&version=1.0', as)).body.rows).toHaveLength(1);
  const other = await on.machine(['read'], { systems: ['orders'] });
  expect((await on.ask({ url: '/api/v1/things/formula', as: other })).status).toBe(404);
});

test('charges are summed, what nobody owns among them, and are there in either order', async () => {
  const { body } = await get<Counted>('/charges/facets');
  expect(body.amounts).toEqual([{ currency: 'USD', amount: 112.5 }]);
  const owners = body.facets.find((each) => each.facet === 'owner')?.values;
  expect(owners).toMatchObject([
    { value: '', amounts: [{ currency: 'USD', amount: 99 }] },
    { value: 'Ann', amounts: [{ currency: 'USD', amount: 13.5 }] },
  ]);
  const first = await get<Rows>('/charges?limit=2&order=newest');
  expect(first.body.rows.map(({ month, amount }) => [month, amount])).toEqual([
    ['2026-11', 99],
    ['2026-11', 12.5],
  ]);
  const rest = await get<Rows>(`/charges?limit=2&order=newest&after=${first.body.next}`);
  expect(rest.body).toMatchObject({ rows: [{ month: '2026-10', amount: 1 }], next: null });
  expect((await get<Rows>('/charges?owner=')).body.rows).toHaveLength(1);
  await on.store.write(OWN, (writer) => writer.putNote('x', 'y'));
  expect((await get<Rows>('/charges?order=dearest')).body.rows).toHaveLength(3);
});

test('a thing tells what saw it; one that is not there is not found', async () => {
  const { body } = await get<Rows>('/things/formula');
  expect(body.rows).toMatchObject([{ system: 'bank', document: 'd', aspects: ['inventory', 'access'] }]);
  expect((await on.ask({ url: '/api/v1/things/none', as: viewer })).status).toBe(404);
});

test('a page that does not exist, and an order that there is not, are refused', async () => {
  for (const url of ['/things?after=x', '/charges?after=x', '/findings?order=cheapest', '/things?limit=0'])
    expect([url, (await on.ask({ url: `/api/v1${url}`, as: viewer })).status]).toEqual([url, 400]);
});
