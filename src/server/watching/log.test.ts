import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { passwordHash } from '../access/password.ts';
import { newPerson } from '../access/person.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { webhookSecret } from '../webhooks/signature.ts';
import { scrubbed } from './log.ts';

let on: Stage;
let lines: string[];
beforeEach(async () => {
  const log = recordingLog('trace');
  lines = log.lines;
  on = await stage({ logging: log.logging, allow: ['127.0.0.1'], random: () => 0 });
});
afterEach(() => on.close());
const parsed = () => lines.map((line) => JSON.parse(line));

test('each request is one line of JSON: which route, how it ended, for whom, and no more', async () => {
  const as = await on.person('viewer', { id: 'person-7' });
  const { headers } = await on.ask({ url: '/api/v1/systems?organization=default', as });
  const told = parsed().filter(({ msg }) => msg === 'answered');
  expect(told).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      request: headers['x-request-id'],
      method: 'GET',
      route: '/api/v1/systems',
      status: 200,
      ms: expect.any(Number),
      organization: 'default',
      actor: 'person',
      msg: 'answered',
    },
  ]);
});

test('of what is refused or not there the line repeats nothing, and an id that was sent is not taken', async () => {
  const as = await on.person('viewer');
  const headers = { 'x-request-id': 'mine', 'request-id': 'mine' };
  await on.ask({ url: '/api/v1/systems?organization=CANARY', as, headers });
  await on.ask({ url: '/CANARY' });
  const [first, second] = parsed().filter(({ msg }) => msg === 'answered');
  expect(first).toMatchObject({ route: '/api/v1/systems', status: 404, organization: null, actor: 'person' });
  expect(second).toMatchObject({ route: null, status: 404, organization: null, actor: null });
  expect(lines.join('')).not.toMatch(/CANARY|mine/);
});

test('what is thrown is told with its place, once, and no line can be forged', async () => {
  on.store.organizations = () => Promise.reject(new Error('broken\n{"level":"forged"}\u001b[31m'));
  const answer = await on.ask({ url: '/api/v1/systems', as: await on.person('viewer') });
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('forged');
  expect(lines.every((line) => line.endsWith('\n') && !/\p{Cc}/u.test(line.slice(0, -1)))).toBe(true);
  const errors = parsed().filter(({ level, request }) => level === 'error' && request !== undefined);
  expect(errors).toMatchObject([{ err: { type: 'Error', message: expect.stringContaining('broken') } }]);
  expect(errors[0].err.stack.length).toBeGreaterThan(0);
  expect(parsed().some(({ level }) => level === 'forged')).toBe(false);
});

test('members that could hold a secret are struck out, and what messages quote', async () => {
  const secrets = Object.fromEntries(
    ['authorization', 'cookie', 'password', 'secret', 'token', 'email'].map((name) => [name, 'CANARY']),
  );
  on.app.log.error({ ...secrets, headers: { ...secrets, 'set-cookie': 'CANARY' } }, 'x');
  on.app.log.error(Object.assign(new Error('x'), { detail: 'CANARY', parameters: ['CANARY'] }));
  on.app.log.error(
    new Error('Bearer CANARY.x for canary@example.org at https://CANARY@hooks.test/CANARY?CANARY'),
  );
  expect(lines.join('')).toContain('***');
  expect(lines.join('')).not.toMatch(/canary/i);
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(['error', 'error', 'error']);
});

test('what is struck out leaves the rest as it was', () => {
  expect(scrubbed('at https://hooks.test and http://127.0.0.1:4747/x, file:///a/node_modules/@x/y.js')).toBe(
    'at https://hooks.test and http://127.0.0.1:4747/*** file:///a/node_modules/@x/y.js',
  );
  expect(scrubbed('assay_abc123 of alice.b+c@example.org')).toBe('assay_*** of ***@***');
});

describe('a canary in every place where a secret comes in, at a server that listens', () => {
  const CANARY = 'CANARYxY7qPz';
  const json = { 'content-type': 'application/json' };
  const bytes = { 'content-type': 'application/octet-stream' };
  let answers: string[];
  let address: string;
  beforeEach(async () => {
    answers = [];
    address = await on.app.listen({ port: 0, host: '127.0.0.1' });
  });

  async function ask(path: string, options: RequestInit & { as?: Record<string, string> } = {}) {
    const { as = {}, headers, ...init } = options;
    const all = { ...as, ...(headers as Record<string, string>) };
    const answer = await fetch(`${address}${path}`, { redirect: 'manual', ...init, headers: all });
    const text = await answer.text();
    answers.push(text, JSON.stringify([...answer.headers]));
    return { status: answer.status, text };
  }
  const post = (path: string, body: string, headers: Record<string, string>, as = {}) =>
    ask(path, { method: 'POST', body, headers, as });

  /** What no client of HTTP would send. */
  async function raw(text: string): Promise<void> {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.end(text);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
  }

  test('is in no log, no problem document, no metric and no audit entry', { timeout: 60_000 }, async () => {
    const password = `${CANARY}-long-enough-to-be-one`;
    const email = `${CANARY}@example.org`;
    await on.store.writeAccounts(async (writer) => {
      const person = { ...newPerson('Alice', email, await passwordHash(password), NOW), id: 'alice' };
      await writer.putPerson(person);
      await writer.putMember({ organization: OWN, person: 'alice', role: 'owner', teams: [], created: NOW });
    });
    await on.store.write(OWN, (writer) =>
      writer.putWebhook({ id: 'hook', name: 'Scanner', system: 'Orders', map: undefined, created: NOW }),
    );
    const signIn = (body: string) => post('/api/v1/session', body, json);
    const right = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      body: JSON.stringify({ email, password }),
      headers: json,
    });
    expect(right.status).toBe(200);
    await signIn(JSON.stringify({ email, password: `${password}-wrong` }));
    await signIn(`${CANARY} is no JSON`);
    await signIn(`{"email":"alice@example.org","password":${CANARY}}`);

    for (const authorization of [`Bearer ${CANARY}`, `Bearer assay_${CANARY}`, `Basic ${CANARY}`, CANARY])
      await ask('/api/v1/systems', { headers: { authorization } });
    await ask('/api/v1/systems', { headers: { cookie: `assay=${CANARY}` } });
    await ask(`/api/v1/session/start?secret=${CANARY}&token=${CANARY}`);
    await ask(`/nowhere/${CANARY}?token=${CANARY}`);
    await ask('/', { headers: { 'x-request-id': CANARY, referer: `https://x.test/${CANARY}` } });
    await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${CANARY}\r\nbroken ${CANARY}\r\n\r\n`);
    await raw(`${CANARY}\r\n\r\n`);

    const admin = await on.person('admin');
    const joined = await post(
      '/api/v1/invitations/accept',
      JSON.stringify({ secret: CANARY, name: 'A', password }),
      json,
    );
    expect(joined.status).toBeGreaterThanOrEqual(400);
    const subscribed = { name: 'Chat', url: `${address}/${CANARY}?key=${CANARY}` };
    const made = await fetch(`${address}/api/v1/subscriptions`, {
      method: 'POST',
      body: JSON.stringify(subscribed),
      headers: { ...json, ...admin },
    });
    expect(made.status).toBe(201);

    const machine = await on.machine(['import']);
    const leak = `[{"RuleID":"aws-key","Description":"key","File":"a.env","StartLine":1,"Fingerprint":"f","Secret":"${CANARY}","Match":"key=${CANARY}"}]`;
    const secret = webhookSecret(Buffer.alloc(32, 5), OWN, 'hook');
    for (const payload of [
      leak,
      CANARY,
      `{"${CANARY}`,
      `<a>${CANARY}</b>`,
      `a,b\n${CANARY}`,
      `{"a": ${CANARY}}`,
    ]) {
      await post(
        '/api/v1/imports?name=leaks.json&system=Orders&happened=2026-11-19',
        payload,
        bytes,
        machine,
      );
      const signed = createHmac('sha256', secret).update(payload).digest('hex');
      for (const signature of [signed, CANARY])
        await post('/api/v1/webhooks/hook', payload, {
          ...json,
          'x-hub-signature-256': `sha256=${signature}`,
        });
    }
    // The delivery goes to this very server, which answers that there is nothing there.
    await expect
      .poll(() => parsed().filter(({ route, method }) => route === null && method === 'POST').length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    on.store.jobs.job = () =>
      Promise.reject(new Error(`row (assay_${CANARY}, ${email}) of postgres at https://x.test/${CANARY}`));
    expect((await ask('/api/v1/jobs/x', { as: admin })).status).toBe(500);

    const metrics = await ask('/metrics', { as: await on.machine(['metrics']) });
    expect(metrics.status).toBe(200);
    const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 1_000 });
    expect(rows.length).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThan(30);
    const where = { log: lines.join(''), answers: answers.join('\n'), audit: JSON.stringify(rows) };
    for (const [name, text] of Object.entries(where)) {
      const at = text.indexOf(CANARY);
      expect(at < 0 ? '' : `${name}: ${text.slice(Math.max(0, at - 200), at + 60)}`).toBe('');
    }
  });
});
