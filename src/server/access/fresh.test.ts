import { generateSync } from 'otplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { authenticator } from '../testing/authenticator.ts';
import { type Stage, stage } from '../testing/stage.ts';
import { passwordHash } from './password.ts';
import { newTotp, sealTotp } from './second-factor.ts';
import { FRESH, LONGEST } from './sessions.ts';

/* What one signs in with is changed by whoever just proved to be that person, not by whoever finds a browser open. */

const RIGHT = 'a sentence that nobody guesses';
const KEY = Buffer.alloc(32, 5);
let on: Stage;
let ann: Record<string, string>;
const { secret } = newTotp('ann');
beforeEach(async () => {
  on = await stage({ key: KEY });
  ann = await on.person('owner', { id: 'ann' });
  await keep({ password: await passwordHash(RIGHT) });
});
afterEach(() => on.close());

async function keep(more: { password?: string | undefined; totp?: string }): Promise<void> {
  await on.store.writeAccounts(async (writer) => {
    const person = await writer.person('ann');
    if (person) await writer.putPerson({ ...person, ...more });
  });
}

function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, as = ann) {
  return on.ask({
    method,
    url: `/api/v1${path}`,
    as,
    headers: { host: 'localhost:4747', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
}

/** Proves it once more, and goes on with the session that comes of it. */
async function prove(body: unknown): Promise<number> {
  const { status, headers } = await ask('POST', '/account/proof', body);
  const cookie = String(headers['set-cookie'] ?? '').split(';')[0];
  if (cookie) ann = { cookie };
  return status;
}

async function passkey(): Promise<ReturnType<typeof authenticator>> {
  const key = authenticator();
  const offered = (await ask('POST', '/account/passkeys/options', {})).body as Offered;
  const response = key.create({ challenge: offered.options.challenge });
  const made = await ask('POST', '/account/passkeys', { name: 'Key', state: offered.state, response });
  expect(made.status).toBe(201);
  return key;
}
interface Offered {
  options: { challenge: string };
  state: string;
}

async function answered(key: ReturnType<typeof authenticator>, userHandle = 'ann') {
  const { options, state } = (await ask('POST', '/session/passkey/options', {})).body as Offered;
  return { state, response: key.get({ challenge: options.challenge, userHandle, counter: 9 }) };
}

const CHANGES = [
  ['POST', '/account/totp', {}],
  ['PUT', '/account/totp', { state: 'x', code: '123456' }],
  ['DELETE', '/account/totp', undefined],
  ['POST', '/account/passkeys/options', {}],
  ['POST', '/account/passkeys', { name: 'x', state: 'x', response: {} }],
  ['DELETE', '/account/passkeys/x', undefined],
  ['DELETE', '/account/sessions/0123456789abcdef', undefined],
] as const;

describe('a change of what one signs in with', () => {
  test.each(CHANGES)('asks once more after five minutes: %s %s', async (method, path, body) => {
    on.pass(FRESH - 1);
    expect((await ask(method, path, body)).status).not.toBe(403);
    on.pass(1);
    expect(await ask(method, path, body)).toMatchObject({
      status: 403,
      body: { type: '/docs/problems/reauthenticate', title: 'reauthenticate', next: expect.any(String) },
    });
    expect(await prove({ password: RIGHT })).toBe(200);
    expect((await ask(method, path, body)).status).not.toBe(403);
  });

  test('of the password takes the present one for the proof; who has none is asked', async () => {
    on.pass(FRESH);
    const password = 'another sentence that nobody guesses';
    expect((await ask('PUT', '/account/password', { password })).status).toBe(403);
    const changed = await ask('PUT', '/account/password', { current: RIGHT, password });
    expect(changed.status).toBe(200);
    ann = { cookie: String(changed.headers['set-cookie']).split(';')[0] ?? '' };
    expect((await ask('POST', '/account/totp', {})).status).toBe(200);
    await keep({ password: undefined });
    on.pass(FRESH);
    expect(await ask('PUT', '/account/password', { password })).toMatchObject({
      status: 403,
      body: { title: 'reauthenticate' },
    });
  });

  test('is not excused by the use of the session', async () => {
    for (let each = 0; each < 6; each += 1) {
      on.pass(FRESH / 6);
      expect((await ask('GET', '/account')).status).toBe(200);
    }
    expect((await ask('POST', '/account/totp', {})).status).toBe(403);
  });
});

describe('a proof', () => {
  test('is a password, a code that serves once, or a passkey', async () => {
    const key = await passkey();
    await keep({ totp: sealTotp(KEY, secret) });
    on.pass(FRESH);
    expect(await prove({ password: 'something else entirely' })).toBe(403);
    const code = generateSync({ secret, epoch: Math.floor((await seen()) / 1_000) });
    expect(await prove({ code })).toBe(200);
    expect(await prove({ code })).toBe(403);
    on.pass(FRESH);
    expect(await prove(await answered(key))).toBe(200);
    expect((await ask('POST', '/account/totp', {})).status).toBe(200);
  });

  test('by another person’s passkey is none', async () => {
    const key = await passkey();
    ann = await on.person('owner', { id: 'ben' });
    on.pass(FRESH);
    expect(await prove(await answered(key))).toBe(403);
    expect((await ask('POST', '/account/totp', {})).status).toBe(403);
  });

  test('is a new secret for the same session, which lives no longer for it, and is in the audit log', async () => {
    const before = ann;
    on.pass(FRESH);
    const [row] = await on.store.accounts().sessions('ann');
    await prove({ password: RIGHT });
    const after = await on.store.accounts().sessions('ann');
    expect(after).toMatchObject([{ created: row?.created, by: 'password' }]);
    expect((await ask('GET', '/account', undefined, before)).status).toBe(401);
    const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 10 });
    expect(rows.map(({ action }) => action)).toEqual(['session.prove']);
    for (let passed = 0; passed < LONGEST; passed += LONGEST / 28) {
      on.pass(LONGEST / 28);
      await prove({ password: RIGHT });
    }
    expect((await ask('GET', '/account')).status).toBe(401);
  });

  test('has as many tries as a sign-in', async () => {
    const answers: number[] = [];
    for (let each = 0; each < 12; each += 1) answers.push(await prove({ password: 'wrong, wrong, wrong' }));
    expect(answers.at(0)).toBe(403);
    expect(answers.at(-1)).toBe(429);
  });
});

/** The server's clock, by what it last kept. */
async function seen(): Promise<number> {
  const [row] = await on.store.accounts().sessions('ann');
  return (row?.created ?? 0) + FRESH;
}
