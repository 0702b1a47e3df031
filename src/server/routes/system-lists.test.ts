import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { type Stage, stage } from '../testing/stage.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.close());

const post = (as: Record<string, string>, path: string, body: unknown) =>
  on.ask({
    method: 'POST',
    url: `/api/v1/system-list${path}`,
    as,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const LIST = { name: 'systems.csv', text: 'name,team,public\nPayments,Checkout,yes\nSearch,,maybe\n' };

test('a list is looked at, imported, given out and undone, each change with its row in the audit log', async () => {
  const as = await on.person('admin');
  const preview = await post(as, '/preview', LIST);
  expect(preview.body).toMatchObject({
    systems: [{ id: 'payments', state: 'new' }],
    refused: [{ where: 'line 3' }],
    teams: ['Checkout'],
  });
  expect(await on.store.reader(OWN).systems()).toEqual([]);
  expect((await post(as, '', LIST)).body).toEqual(preview.body);
  const { text, headers } = await on.ask({ url: '/api/v1/system-list', as: await on.person('viewer') });
  expect(String(headers['content-type'])).toContain('text/csv');
  expect(text.split('\r\n')[1]).toBe('"Payments","Checkout","","","yes","","",""');

  const { body } = await on.ask({ url: '/api/v1/system-list/last', as });
  expect(body).toMatchObject({ last: { file: 'systems.csv', made: 1, changed: 0 } });
  const { id } = (body as { last: { id: string } }).last;
  expect((await post(as, '/undo', { id: 'another' })).status).toBe(404);
  expect((await post(as, '/undo', { id })).status).toBe(200);
  expect(await on.store.reader(OWN).systems()).toEqual([]);
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 9 });
  expect(rows.map(({ action, detail }) => [action, detail.file]).sort()).toEqual([
    ['system.import', 'systems.csv'],
    ['system.import.undo', 'systems.csv'],
  ]);
});

test('a file that is no list is refused with what to do, and a contributor may not import', async () => {
  const as = await on.person('owner');
  const { status, body } = await post(as, '', { name: 'a.csv', text: 'title,owner\na,b\nc,d\n' });
  expect([status, body]).toMatchObject([422, { detail: expect.stringContaining('No column') }]);
  expect((await post(await on.person('contributor'), '', LIST)).status).toBe(403);
});

test('a machine is given the systems that it may speak of only', async () => {
  await post(await on.person('owner'), '', { name: 'a.csv', text: 'name\nPayments\nSearch\n' });
  const as = await on.machine(['read'], { systems: ['search'] });
  const { text } = await on.ask({ url: '/api/v1/system-list', as });
  expect(text).toContain('Search');
  expect(text).not.toContain('Payments');
});
