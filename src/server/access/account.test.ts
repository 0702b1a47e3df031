import { generateSync } from 'otplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordingLog } from '../testing/recording-log.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { passwordHash } from './password.ts';
import { IDLE, LONGEST, SEEN_EVERY } from './sessions.ts';

const RIGHT = 'a sentence that nobody guesses';
const OTHER = 'another one that nobody guesses';
let on: Stage;
let logged: string[];
let as: Record<string, string>;
beforeEach(async () => {
  const { logging, lines } = recordingLog();
  logged = lines;
  on = await stage({ logging, url: new URL('https://assay.example.org') });
  as = await on.person('owner', { id: 'alice' });
  await on.store.writeAccounts(async (writer) => {
    const person = await writer.person('alice');
    if (!person) throw new Error('nobody');
    await writer.putPerson({ ...person, email: 'alice@example.org', password: await passwordHash(RIGHT) });
  });
});
afterEach(() => on.close());

const HOST = { host: 'assay.example.org' };
const ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  cookie: Record<string, string> = secured(as),
) =>
  on.ask({
    method,
    url: `/api/v1${path}`,
    as: cookie,
    headers: { ...HOST, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
/** Over HTTPS the cookie has its stricter name. */
const secured = ({ cookie = '' }: Record<string, string>) => ({
  cookie: cookie.replace(/^assay=/, '__Host-assay='),
});
const cookieOf = (answer: { headers: Record<string, unknown> }) => ({
  cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
});
const signIn = (password: string, code?: string, email = 'alice@example.org') =>
  ask('POST', '/session', { email, password, ...(code !== undefined && { code }) }, {});
const known = async (cookie: Record<string, string>) =>
  (await ask('GET', '/account', undefined, cookie)).status;

describe('a password', () => {
  test('has 15 characters at least and 64 at most are no limit, of any kind, spaces and all', async () => {
    const change = (password: string) => ask('PUT', '/account/password', { current: RIGHT, password });
    expect((await change('fourteen chars')).status).toBe(400);
    const long = `ü 🙂 ${'und dann ging ich hinaus, '.repeat(4)}!`;
    expect((await change(long)).status).toBe(200);
    expect((await signIn(long)).status).toBe(200);
  });

  test('is none of those that are tried first, and holds no name that goes without saying', async () => {
    const before = (await on.store.organizations()).find(({ id }) => id === 'default');
    if (!before) throw new Error('no organization');
    await on.store.write('default', (writer) => writer.putOrganization({ ...before, name: 'Acme Corp' }));
    const change = (password: string) => ask('PUT', '/account/password', { current: RIGHT, password });
    for (const [password, why] of [
      ['Password123456789', 'what very many people take'],
      ['everything is in assay now', 'the name "Assay"'],
      ['the tall house of acme-corp', 'the name "Acme Corp"'],
      ['alice went through the mirror', 'the name "alice"'],
    ] as const) {
      const answer = await change(password);
      expect([answer.status, answer.text]).toEqual([
        400,
        expect.stringContaining(JSON.stringify(why).slice(1, -1)),
      ]);
    }
    expect((await change('the tall house of somebody')).status).toBe(200);
  });

  test('is compared as it is, to the last character', async () => {
    for (const wrong of [RIGHT.slice(0, -1), RIGHT.toUpperCase(), `${RIGHT} `, ` ${RIGHT}`])
      expect((await signIn(wrong)).status).toBe(401);
    expect((await signIn(RIGHT)).status).toBe(200);
  });

  test('is changed with the one before only, and every other session ends', async () => {
    const other = cookieOf(await signIn(RIGHT));
    expect(await known(other)).toBe(200);
    expect(
      (await ask('PUT', '/account/password', { current: 'not the one before', password: OTHER })).status,
    ).toBe(403);
    const changed = await ask('PUT', '/account/password', { current: RIGHT, password: OTHER });
    expect(changed.status).toBe(200);
    expect(await known(other)).toBe(401);
    expect(await known(secured(as))).toBe(401);
    expect(await known(cookieOf(changed))).toBe(200);
  });

  test('does not expire', async () => {
    on.pass(10 * 365 * 86_400_000);
    expect((await signIn(RIGHT)).status).toBe(200);
  });

  test('is kept as an Argon2id hash', async () => {
    const { password } = (await on.store.accounts().person('alice')) ?? {};
    expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('that is wrong is answered in the same words as an account that is not there, and tries run out', async () => {
    const wrong = await signIn('wrong, wrong, wrong');
    const none = await signIn(RIGHT, undefined, 'nobody@example.org');
    expect([none.status, none.text]).toEqual([wrong.status, wrong.text]);
    const answers = [];
    for (let each = 0; each < 12; each += 1) answers.push((await signIn('wrong, wrong, wrong')).status);
    expect(answers.at(-1)).toBe(429);
    expect((await signIn(RIGHT)).status).toBe(429);
    on.pass(61_000);
    expect((await signIn(RIGHT)).status).toBe(200);
  });
});

describe('a second factor', () => {
  const code = (secret: string, at: number) => generateSync({ secret, epoch: Math.floor(at / 1_000) });
  async function turnedOn(): Promise<{ secret: string; codes: string[]; cookie: Record<string, string> }> {
    const { secret, state } = (await ask('POST', '/account/totp', {})).body as {
      secret: string;
      state: string;
    };
    const confirmed = await ask('PUT', '/account/totp', { state, code: code(secret, NOW) });
    expect(confirmed.status).toBe(200);
    return { secret, codes: (confirmed.body as { codes: string[] }).codes, cookie: cookieOf(confirmed) };
  }

  test('is asked for beside the password, lives for 30 seconds and one step, and serves once', async () => {
    const { secret } = await turnedOn();
    expect((await signIn(RIGHT)).body).toEqual({ state: 'second-factor' });
    on.pass(90_000);
    const now = code(secret, NOW + 90_000);
    expect((await signIn(RIGHT, code(secret, NOW))).status).toBe(401);
    expect((await signIn(RIGHT, now)).status).toBe(200);
    expect((await signIn(RIGHT, now)).status).toBe(401);
  });

  test('has recovery codes of 80 bits that serve once each and are kept as hashes', async () => {
    const { codes } = await turnedOn();
    const [first = ''] = codes;
    expect(first.replaceAll('-', '')).toMatch(/^[0-9a-f]{20}$/);
    expect(JSON.stringify(await on.store.accounts().person('alice'))).not.toContain(first);
    expect((await signIn(RIGHT, first)).status).toBe(200);
    expect((await signIn(RIGHT, first)).status).toBe(401);
  });

  test('ends every other session when it is turned on and when it is turned off', async () => {
    const other = cookieOf(await signIn(RIGHT));
    const { cookie, codes } = await turnedOn();
    expect(await known(other)).toBe(401);
    const another = cookieOf(await signIn(RIGHT, codes[0]));
    expect((await ask('DELETE', '/account/totp', undefined, cookie)).status).toBe(204);
    expect(await known(another)).toBe(401);
    expect(await known(cookie)).toBe(200);
  });
});

describe('a session', () => {
  test('is a random secret in a cookie for this host, HTTPS and no script, new at each sign-in', async () => {
    const one = await signIn(RIGHT);
    expect(String(one.headers['set-cookie'])).toMatch(
      /^__Host-assay=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const again = await ask(
      'POST',
      '/session',
      { email: 'alice@example.org', password: RIGHT },
      cookieOf(one),
    );
    expect(cookieOf(again)).not.toEqual(cookieOf(one));
    expect(await known(cookieOf(one))).toBe(401);
    expect(await known(cookieOf(again))).toBe(200);
    expect(again.text).not.toContain(cookieOf(again).cookie.split('=')[1]);
  });

  test('ends when it is not used, and after its longest time also where it is', async () => {
    const idle = cookieOf(await signIn(RIGHT));
    on.pass(IDLE + 1);
    expect(await known(idle)).toBe(401);
    const used = cookieOf(await signIn(RIGHT));
    for (let passed = 0; passed < LONGEST; passed += IDLE / 2) {
      expect(await known(used)).toBe(200);
      on.pass(IDLE / 2);
      await new Promise(setImmediate);
    }
    on.pass(SEEN_EVERY);
    expect(await known(used)).toBe(401);
  });

  test('is over at the server once it is ended, and the browser is told to forget what it kept', async () => {
    const cookie = cookieOf(await signIn(RIGHT));
    const out = await ask('DELETE', '/session', undefined, cookie);
    expect(out.headers['clear-site-data']).toBe('"cache"');
    expect(await known(cookie)).toBe(401);
  });

  test('is listed to whom it belongs, who can end each', async () => {
    const other = cookieOf(await signIn(RIGHT));
    const { sessions } = (await ask('GET', '/account')).body as {
      sessions: { id: string; current: boolean }[];
    };
    expect(sessions).toHaveLength(2);
    const id = sessions.find(({ current }) => !current)?.id;
    expect((await ask('DELETE', `/account/sessions/${id}`)).status).toBe(204);
    expect(await known(other)).toBe(401);
    expect(await known(secured(as))).toBe(200);
  });

  test('of who is switched off is no session any more', async () => {
    await on.store.writeAccounts(async (writer) => {
      const person = await writer.person('alice');
      if (person) await writer.putPerson({ ...person, disabled: true });
    });
    expect(await known(secured(as))).toBe(401);
    expect((await signIn(RIGHT)).status).toBe(401);
  });
});

test('open pages are told of a name, a factor, a passkey, a password and a session that changed', async () => {
  const revision = () => on.store.reader('default').revision();
  const told = async (what: () => Promise<{ status: number }>) => {
    const before = await revision();
    expect((await what()).status).toBeLessThan(300);
    expect(await revision()).toBeGreaterThan(before);
  };
  await told(() => ask('PUT', '/account/name', { name: 'Alice Example' }));
  expect((await ask('GET', '/people')).text).toContain('Alice Example');
  await told(() => ask('DELETE', '/account/totp'));
  await signIn(RIGHT);
  const { sessions } = (await ask('GET', '/account')).body as {
    sessions: { id: string; current: boolean }[];
  };
  const other = sessions.find(({ current }) => !current)?.id;
  await told(() => ask('DELETE', `/account/sessions/${other}`));
  await told(() => ask('PUT', '/account/password', { current: RIGHT, password: OTHER }));
});

describe('the log and the headers', () => {
  test('say who was refused and from where, and never what was sent', async () => {
    await signIn('CANARY wrong password');
    await ask('GET', '/people', undefined, {});
    expect(logged.join('\n')).toContain(
      '"event":"refused","status":401,"method":"POST","operation":"signIn"',
    );
    expect(logged.join('\n')).toContain('"address":"127.0.0.1"');
    expect(logged.join('\n')).not.toMatch(/CANARY|__Host-assay/);
  });

  test('a sign-in and a change of an account are in the audit log, with when, who and from where', async () => {
    await signIn(RIGHT);
    on.pass(1_000);
    await ask('PUT', '/account/password', { current: RIGHT, password: OTHER });
    const { rows } = await on.store.accounts().audit('default', {}, { limit: 10 });
    expect(rows.map(({ at, actor, action, address }) => [at, actor.id, action, address])).toEqual([
      [NOW + 1_000, 'alice', 'account.password', '127.0.0.1'],
      [NOW, 'alice', 'session.begin', '127.0.0.1'],
    ]);
  });

  test('every answer says that it is for HTTPS, for no cache, for no frame, of no other type', async () => {
    for (const path of ['/session', '/account', '/portfolio', '/none']) {
      const { headers } = await ask('GET', path);
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
      expect(headers['cache-control']).toMatch(path === '/portfolio' ? /^private, no-cache$/ : /^no-store$/);
      for (const each of ["object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(headers['content-security-policy']).toContain(each);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(String(headers['content-type'])).toMatch(/json/);
    }
  });

  test('TRACE and folders are not answered', async () => {
    const trace = await on.app.inject({ method: 'TRACE' as 'GET', url: '/', headers: HOST });
    expect(trace.statusCode).toBeGreaterThanOrEqual(400);
    const folder = await on.ask({ method: 'GET', url: '/assets/', headers: HOST });
    expect(folder.status).toBe(404);
  });
});
