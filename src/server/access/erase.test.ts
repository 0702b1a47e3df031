import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { pseudonymOf } from './erase.ts';

let on: Stage;
let owner: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  owner = await on.person('owner', { id: 'owner' });
});
afterEach(() => on.close());

const erase = (person: string, as = owner) =>
  on.ask({ method: 'DELETE', url: `/api/v1/people/${person}/account`, as });

test('an owner erases a member: signed out at once, and under a pseudonym in what is left', async () => {
  const gone = await on.person('admin', { id: 'gone' });
  await on.ask({
    method: 'POST',
    url: '/api/v1/teams',
    as: gone,
    payload: JSON.stringify({ name: 'Payments' }),
    headers: { 'content-type': 'application/json' },
  });
  on.pass(1);
  expect(await erase('gone')).toMatchObject({ status: 200, body: { pseudonym: pseudonymOf('gone') } });
  expect((await on.ask({ url: '/api/v1/people', as: gone })).status).toBe(401);
  expect((await on.ask({ url: '/api/v1/people', as: owner })).text).not.toContain('gone');
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 10 });
  expect(rows.map(({ action, actor }) => [action, actor.id, actor.name])).toEqual([
    ['person.erase', 'owner', expect.stringMatching(/^Person /)],
    ['team.add', 'gone', pseudonymOf('gone')],
  ]);
  expect((await erase('gone')).status).toBe(404);
});

test('nobody but owners erases, no only owner goes, and nobody who belongs to others too', async () => {
  await on.person('viewer', { id: 'viewer' });
  expect((await erase('viewer', await on.person('admin'))).status).toBe(403);
  expect(await erase('owner')).toMatchObject({ status: 409, text: expect.stringContaining('only owner') });
  await on.store.writeAccounts((writer) =>
    writer.putMember({ organization: 'other', person: 'viewer', role: 'viewer', teams: [], created: NOW }),
  );
  expect(await erase('viewer')).toMatchObject({
    status: 409,
    text: expect.stringContaining('more than this'),
  });
  expect(await on.store.accounts().person('viewer')).toBeDefined();
});
