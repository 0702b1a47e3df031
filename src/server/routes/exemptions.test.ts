import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { ensureSystem } from '../../intake/systems.ts';
import { DAY } from '../../records/instant.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
afterEach(() => on.close());

const begin = async (parts: Parameters<typeof stage>[0] = {}) => {
  on = await stage(parts);
  await on.store.write(OWN, async (writer) => {
    await writer.putTeam({ id: 'checkout', name: 'Checkout' });
    await ensureSystem(writer, 'Payments', NOW, { team: 'checkout' });
    await ensureSystem(writer, 'Search', NOW);
  });
};
beforeEach(() => begin());

const post = (as: Record<string, string>, path: string, body: unknown = {}) =>
  on.ask({
    method: 'POST',
    url: `/api/v1/exemptions${path}`,
    as,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const list = async (as: Record<string, string>) =>
  ((await on.ask({ url: '/api/v1/exemptions', as })).body as { rows: Record<string, unknown>[] }).rows;
const exempt = async () => {
  const { body } = await on.ask({ url: '/api/v1/systems/payments', as: await on.person('viewer') });
  const { system } = body as { system: { aspects: { id: string; exempt: boolean }[] } };
  return system.aspects.filter((each) => each.exempt).map(({ id }) => id);
};
const until = (days: number) => new Date(NOW + days * DAY).toISOString();
const ASK = { system: 'Payments', aspect: 'backup', reason: 'It holds no data.', until: until(90) };
const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;

test('a contributor asks for their team’s system, and it counts once an administrator approves', async () => {
  const contributor = await on.person('contributor', { teams: ['checkout'] });
  expect((await post(contributor, '', { ...ASK, system: 'search' })).status).toBe(403);
  expect((await post(await on.person('viewer'), '', ASK)).status).toBe(403);
  const asked = await post(contributor, '', ASK);
  expect(asked).toMatchObject({
    status: 201,
    body: {
      state: 'pending',
      asked: { by: 'Person 1' },
      decided: null,
      from: null,
      may: { decide: false, withdraw: true, end: false },
    },
  });
  expect(await exempt()).toEqual([]);
  expect((await post(contributor, '', ASK)).status).toBe(409);
  const id = idOf(asked);
  expect((await post(contributor, `/${id}/decision`, { approve: true })).status).toBe(403);

  const admin = await on.person('admin');
  expect(await list(admin)).toMatchObject([{ id, may: { decide: true } }]);
  const approved = await post(admin, `/${id}/decision`, { approve: true, answer: 'Until the move.' });
  expect(approved.body).toMatchObject({
    state: 'active',
    alone: false,
    decided: { answer: 'Until the move.' },
  });
  expect(await exempt()).toEqual(['backup']);
  expect((await post(admin, `/${id}/decision`, { approve: false })).status).toBe(409);

  on.pass(91 * DAY);
  expect(await exempt()).toEqual([]);
  expect(await list(await on.person('viewer'))).toMatchObject([{ state: 'ended', may: { end: false } }]);
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 9 });
  expect(rows.map(({ action }) => action).sort()).toEqual(['exemption.approve', 'exemption.ask']);
  expect(rows.find(({ action }) => action === 'exemption.approve')?.detail).toMatchObject({
    asker: 'Person 1',
    alone: false,
  });
});

test('nobody approves what they asked for, declined and withdrawn ones never count, and others cannot withdraw', async () => {
  const [one, two] = [await on.person('admin'), await on.person('owner')];
  const first = idOf(await post(one, '', ASK));
  expect((await post(one, `/${first}/decision`, { approve: true })).status).toBe(403);
  expect((await post(two, `/${first}/withdraw`)).status).toBe(403);
  expect((await post(two, `/${first}/decision`, { approve: false, answer: 'It does.' })).body).toMatchObject({
    state: 'declined',
    decided: { answer: 'It does.' },
  });
  const second = idOf(await post(two, '', ASK));
  expect((await post(two, `/${second}/withdraw`)).body).toMatchObject({ state: 'withdrawn' });
  expect((await post(one, `/${second}/decision`, { approve: true })).status).toBe(409);
  expect(await exempt()).toEqual([]);
});

test('an end that is past, or years away, is refused', async () => {
  const as = await on.person('admin');
  expect((await post(as, '', { ...ASK, until: until(-1) })).status).toBe(400);
  expect((await post(as, '', { ...ASK, until: until(1_000) })).status).toBe(400);
});

test('whoever uses it alone approves their own, and it is told beside it that nobody else did', async () => {
  await on.close();
  await begin({ mayBeAlone: true });
  await on.ask({ method: 'POST', url: '/api/v1/setup/alone' });
  const id = idOf(await post({}, '', ASK));
  expect((await post({}, `/${id}/decision`, { approve: true })).body).toMatchObject({
    state: 'active',
    alone: true,
  });
  expect((await on.store.reader(OWN).exemptions())[0]?.approver).toBe(
    'This machine, who asked for it; nobody else approved',
  );
});
