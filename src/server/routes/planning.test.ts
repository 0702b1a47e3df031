import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../records/instant.ts';
import type { PlanAnswer, PlansAnswer, WorkshopAnswer } from '../api.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
let owner: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  owner = await on.person('owner');
  await send('POST', '/systems', { name: 'Orders', team: null, pii: null, public: null, monthlyCost: null });
});
afterEach(() => on.close());

async function send(method: 'POST' | 'PUT' | 'GET' | 'DELETE', url: string, payload?: unknown, as = owner) {
  return on.ask({
    method,
    url: `/api/v1${url}`,
    as,
    ...(payload !== undefined && {
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    }),
  });
}

/** Time passes, and the session with it. */
async function later(milliseconds: number) {
  on.pass(milliseconds);
  owner = await on.person('owner');
}

/** Hands in that a backup was restored. */
async function restored(when: number) {
  const document = {
    assay: 'attestation/v1',
    who: { name: 'Somebody' },
    what: 'We restored a backup.',
    when: new Date(when).toISOString(),
    aspect: 'backup',
    output: 'test',
  };
  const { status } = await on.ask({
    method: 'POST',
    url: '/api/v1/imports?name=restored.json&system=Orders',
    as: owner,
    payload: JSON.stringify(document),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(status).toBe(200);
}

const PLAN = { system: 'orders', aspect: 'backup', target: 2, response: 'train', owner: 'Platform' };

test('a plan is open, then done when the level is derived, then lost when the level lapses', async () => {
  const made = (await send('POST', '/plans', PLAN)).body as PlanAnswer;
  expect(made).toMatchObject({ state: 'open', level: 1, systemName: 'Orders', by: 'Person 1' });
  await restored(NOW);
  const states = async () =>
    ((await send('GET', '/plans')).body as PlansAnswer).rows.map(({ state }) => state);
  await later(DAY);
  expect(await states()).toEqual(['done']);
  await later(400 * DAY);
  expect(await states()).toEqual(['lost']);
});

test('nobody ticks a plan off; it can be given up, and taken up again', async () => {
  const made = (await send('POST', '/plans', { ...PLAN, due: new Date(NOW + DAY).toISOString() }))
    .body as PlanAnswer;
  const change = { target: 2, response: 'ask', owner: 'Security', due: made.due, note: 'Later' };
  expect((await send('PUT', `/plans/${made.id}`, { ...change, state: 'done' })).status).toBe(400);
  const dropped = await send('PUT', `/plans/${made.id}`, { ...change, dropped: true });
  expect(dropped.body).toMatchObject({ state: 'dropped', owner: 'Security', response: 'ask', note: 'Later' });
  await later(2 * DAY);
  expect((await send('PUT', `/plans/${made.id}`, change)).body).toMatchObject({ state: 'overdue' });
});

test('a plan for what is reached already is refused; so is one for a system of other teams', async () => {
  await restored(NOW - DAY);
  const refused = await send('POST', '/plans', PLAN);
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('stands at level 2')]);
  const stranger = await on.person('contributor', { teams: ['others'] });
  expect((await send('POST', '/plans', { ...PLAN, target: 3 }, stranger)).status).toBe(403);
});

const PEOPLE = [
  { id: 'a', name: 'Alice Example', role: 'operations' },
  { id: 'b', name: 'Bob Example', role: 'security' },
];
const DONE = { what: 'We restored the orders database.', when: '2026-11-02', output: 'test' };

test('what people say they did becomes attestations in their names; that they differ is kept', async () => {
  const begun = (await send('POST', '/workshops', { system: 'Orders', people: PEOPLE }))
    .body as WorkshopAnswer;
  const answers = [
    { aspect: 'backup', person: 'a', level: 4, done: DONE, note: 'It took an hour.' },
    { aspect: 'backup', person: 'b', level: 2, done: null, note: 'Nobody told us.' },
    { aspect: 'cost', person: 'b', level: 3, done: null, note: '' },
  ];
  const said = await send('PUT', `/workshops/${begun.id}`, { version: 1, people: PEOPLE, answers });
  expect(said.body).toMatchObject({
    answered: 2,
    disagreements: [{ aspect: 'backup', from: 2, to: 4 }],
    version: 2,
  });
  const ended = await send('POST', `/workshops/${begun.id}/end`, { version: 2 });
  const workshop = ended.body as WorkshopAnswer;
  expect(workshop.ended).not.toBeNull();
  const level = workshop.levels.find(({ aspect }) => aspect === 'backup')?.level;
  // Worth what the rule gives to manual evidence, whatever was said.
  expect(level).toBe(2);
  expect(workshop.levels.find(({ aspect }) => aspect === 'cost')?.level).toBe(1);
  const evidence = await send('GET', '/systems/orders/aspects/backup/evidence');
  expect(evidence.text).toContain(
    'We restored the orders database. (Alice Example, operations) It took an hour.',
  );
  expect(evidence.text).toContain(`"document":"${workshop.document}"`);
  expect((await send('PUT', `/workshops/${begun.id}`, { version: 3, people: PEOPLE, answers })).status).toBe(
    409,
  );

  await later(95 * DAY);
  const next = (await send('POST', '/workshops', { system: 'Orders', people: PEOPLE }))
    .body as WorkshopAnswer;
  expect(next.previous).toMatchObject({ id: begun.id, answers });
});

test('two who write at once are told, and nothing is lost', async () => {
  const { id } = (await send('POST', '/workshops', { system: 'Orders', people: PEOPLE }))
    .body as WorkshopAnswer;
  const change = { version: 1, people: PEOPLE, answers: [] };
  expect((await send('PUT', `/workshops/${id}`, change)).status).toBe(200);
  expect((await send('PUT', `/workshops/${id}`, { ...change, people: [] })).status).toBe(412);
  expect((await send('POST', `/workshops/${id}/end`, { version: 1 })).status).toBe(412);
  expect(((await send('GET', `/workshops/${id}`)).body as WorkshopAnswer).people).toHaveLength(2);
});

test('what lies ahead, or is said by nobody in the room, is refused', async () => {
  const { id } = (await send('POST', '/workshops', { system: 'Orders', people: PEOPLE }))
    .body as WorkshopAnswer;
  const answer = {
    aspect: 'backup',
    person: 'a',
    level: null,
    done: { ...DONE, when: '2027-01-01' },
    note: '',
  };
  const put = (each: object) =>
    send('PUT', `/workshops/${id}`, { version: 1, people: PEOPLE, answers: [each] });
  expect((await put(answer)).text).toContain('lies ahead');
  expect((await put({ ...answer, done: null, person: 'z' })).text).toContain('not in the room');
  expect((await send('DELETE', `/workshops/${id}`)).status).toBe(204);
  expect((await send('GET', `/workshops/${id}`)).status).toBe(404);
});
