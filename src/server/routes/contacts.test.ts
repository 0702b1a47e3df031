import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { ensureSystem } from '../../intake/systems.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
  await on.store.write(OWN, async (writer) => {
    await writer.putTeam({ id: 'checkout', name: 'Checkout' });
    await ensureSystem(writer, 'Payments', NOW, { team: 'checkout' });
    await ensureSystem(writer, 'Search', NOW);
  });
});
afterEach(() => on.close());

const put = (
  as: Record<string, string>,
  system: string,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  on.ask({
    method: 'PUT',
    url: `/api/v1/systems/${system}/contacts`,
    as,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const get = (as: Record<string, string>, system: string) =>
  on.ask({ url: `/api/v1/systems/${system}/contacts`, as });

const SAID = {
  owners: [{ name: 'Ada', reach: 'ada@example.org' }],
  support: [{ name: 'Sam', reach: null }],
};

test('a contributor says who answers for a system of their team, and everyone is told, with the team', async () => {
  const as = await on.person('contributor', { teams: ['checkout'] });
  expect((await put(as, 'payments', SAID)).body).toMatchObject(SAID);
  const { body } = await get(await on.person('viewer'), 'Payments');
  expect(body).toEqual({ ...SAID, team: ['Person 1'], named: [] });
  expect((await put(as, 'search', SAID)).status).toBe(403);
  const { rows } = await on.store.accounts().audit(OWN, { action: 'system.contacts' }, { limit: 9 });
  expect(rows.map(({ target, detail }) => [target, detail])).toEqual([
    ['system payments', { owners: 1, support: 1 }],
  ]);
});

test('two who change it at once are told', async () => {
  const as = await on.person('owner');
  const etag = String((await get(as, 'payments')).headers.etag);
  expect((await put(as, 'payments', SAID, { 'if-match': etag })).status).toBe(200);
  expect((await put(as, 'payments', { owners: [], support: [] }, { 'if-match': etag })).status).toBe(412);
  expect((await get(as, 'payments')).body).toMatchObject(SAID);
});

test('a machine learns of the systems that it may speak of only', async () => {
  const as = await on.machine(['read'], { systems: ['search'] });
  expect((await get(as, 'search')).status).toBe(200);
  expect((await get(as, 'payments')).status).toBe(404);
});

test('a name is needed, and there is an end to their number', async () => {
  const as = await on.person('owner');
  expect((await put(as, 'payments', { owners: [{ name: ' ', reach: null }], support: [] })).status).toBe(400);
  const many = Array.from({ length: 21 }, (_, index) => ({ name: `Person ${index}`, reach: null }));
  expect((await put(as, 'payments', { owners: many, support: [] })).status).toBe(400);
});
