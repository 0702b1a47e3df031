import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OWN } from '../../intake/organization.ts';
import { type Authenticator, authenticator, type Says } from '../testing/authenticator.ts';
import { type Stage, stage } from '../testing/stage.ts';
import { partyOf, refuseCertificates } from './passkeys.ts';

/* With an authenticator in software, which can be made to say what is wrong; a real browser is in e2e/. */
let on: Stage;
let ann: Record<string, string>;
let key: Authenticator;
beforeEach(async () => {
  on = await stage();
  ann = await on.person('owner', { id: 'ann' });
  key = authenticator();
});
afterEach(() => on.close());

interface Options {
  options: Record<string, unknown> & { challenge: string };
  state: string;
}

async function post(
  url: string,
  payload: unknown,
  as: Record<string, string> = {},
  host = 'localhost:4747',
  at = on,
) {
  return at.ask({
    method: 'POST',
    url: `/api/v1${url}`,
    as,
    payload: JSON.stringify(payload),
    headers: { host, 'content-type': 'application/json' },
  });
}

async function options(url: string, as: Record<string, string> = {}): Promise<Options> {
  const { status, body } = await post(url, {}, as);
  expect(status).toBe(200);
  return body as Options; // held to its schema by the operation's own types
}

async function add(says: Partial<Says> = {}, as = ann, made = key) {
  const { options: offered, state } = await options('/account/passkeys/options', as);
  const response = made.create({ challenge: offered.challenge, ...says });
  return post('/account/passkeys', { name: 'Laptop', state, response }, as);
}

async function signIn(says: Partial<Says> = {}, made = key) {
  on.pass(1); // nobody signs in twice in the same moment
  const { options: asked, state } = await options('/session/passkey/options');
  const response = made.get({ challenge: asked.challenge, userHandle: 'ann', ...says });
  return post('/session/passkey', { state, response });
}

async function actions(): Promise<string[]> {
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 50 });
  return rows.map(({ action }) => action).sort();
}

describe('a passkey', () => {
  test('is offered as discoverable, with user verification, and without asking who made the device', async () => {
    await add();
    const { options: offered } = await options('/account/passkeys/options', ann);
    expect(offered).toMatchObject({
      rp: { id: 'localhost', name: 'Assay' },
      user: { id: Buffer.from('ann').toString('base64url') },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: key.id }],
    });
    const { options: asked } = await options('/session/passkey/options');
    expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    // Nobody learns which passkeys there are.
    expect(asked['allowCredentials'] ?? []).toEqual([]);
  });

  test('signs in by itself, under a new session, and is counted', async () => {
    expect((await add()).status).toBe(201);
    const answer = await signIn({ counter: 1 });
    expect(answer).toMatchObject({ status: 200, body: { state: 'signed-in' } });
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const { body } = await on.ask({ url: '/api/v1/session', as: { cookie } });
    expect(body).toMatchObject({ state: 'signed-in', person: { id: 'ann' } });
    expect(await on.store.accounts().passkey(key.id)).toMatchObject({ counter: 1, used: expect.any(Number) });
    expect(await actions()).toEqual(['account.passkey.add', 'session.begin']);
  });

  test('ends every other session when it comes and when it goes', async () => {
    const other = await on.person(undefined);
    await on.store.writeAccounts(async (writer) => {
      const [session] = await writer.sessions('person-2');
      if (session) await writer.putSession({ ...session, hash: 'of-another-browser', person: 'ann' });
    });
    await add();
    expect(await on.store.accounts().sessions('ann')).toHaveLength(1);
    await signIn();
    expect(await on.store.accounts().sessions('ann')).toHaveLength(2);
    expect((await remove(other)).status).toBe(404);
    await addAgain();
    expect((await remove(ann)).status).toBe(204);
    expect(await on.store.accounts().sessions('ann')).toHaveLength(1);
    expect(await actions()).toContain('account.passkey.remove');
    expect((await signIn()).status).toBe(401);
  });

  const addAgain = () => add({}, ann, authenticator());
  const remove = (as: Record<string, string>) =>
    on.ask({ method: 'DELETE', url: `/api/v1/account/passkeys/${key.id}`, as });

  test('is not taken away where it is the only way in', async () => {
    await add();
    expect(await remove(ann)).toMatchObject({ status: 409, body: { title: 'conflict' } });
    expect(await on.store.accounts().passkey(key.id)).toBeDefined();
  });

  test('of another person is kept once, and is theirs', async () => {
    await add();
    const ben = await on.person('admin', { id: 'ben' });
    expect((await add({}, ben)).status).toBe(409);
    expect((await on.store.accounts().passkey(key.id))?.person).toBe('ann');
  });

  test('is one of at most twenty', async () => {
    const row = { person: 'ann', name: 'x', publicKey: '', counter: 0, transports: [], used: undefined };
    await on.store.writeAccounts(async (writer) => {
      for (let at = 0; at < 20; at += 1) await writer.putPasskey({ ...row, id: `k${at}`, created: 0 });
    });
    expect((await add()).status).toBe(409);
  });
});

describe('a new passkey is refused', () => {
  const says: [string, Partial<Says>][] = [
    ['from another origin', { origin: 'https://evil.example' }],
    ['from another port', { origin: 'http://localhost:1' }],
    ['for another party', { party: 'evil.example' }],
    ['without user verification', { verified: false }],
    ['for another challenge', { challenge: 'YW5vdGhlcg' }],
    ['from the wrong ceremony', { type: 'webauthn.get' }],
  ];
  test.each(says)('%s', async (_, said) => {
    expect(await add(said)).toMatchObject({ status: 422, body: { title: 'invalid' } });
    expect(await on.store.accounts().passkeys('ann')).toEqual([]);
  });

  test.each(['packed', 'fido-u2f', 'android-key', 'tpm', 'apple', 'android-safetynet'])(
    'with certificates that nobody asked for: %s',
    async (fmt) => {
      const x5c = new Map<string, unknown>([['x5c', [new Uint8Array(8)]]]);
      const said = { challenge: 'x', attestation: { fmt, statement: x5c } };
      expect((await add(said)).status).toBe(422);
      // Refused before anything looks into them: they name addresses.
      const { attestationObject } = z
        .object({ attestationObject: z.string() })
        .parse(key.create(said)['response']);
      await expect(refuseCertificates(attestationObject)).rejects.toThrow('not asked for');
    },
  );

  test('a second time, late, by another person, or with a made-up state', async () => {
    const { options: offered, state } = await options('/account/passkeys/options', ann);
    const response = key.create({ challenge: offered.challenge });
    const body = { name: 'x', state, response };
    const ben = await on.person('admin', { id: 'ben' });
    expect((await post('/account/passkeys', body, ben)).status).toBe(422);
    expect((await post('/account/passkeys', { ...body, state: 'made up' }, ann)).status).toBe(422);
    expect((await post('/account/passkeys', body, ann)).status).toBe(201);
    expect((await post('/account/passkeys', body, ann)).status).toBe(422);
    const late = await options('/account/passkeys/options', ann);
    on.pass(5 * 60_000);
    const again = authenticator().create({ challenge: late.options.challenge });
    const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] ?? '';
    expect(
      (await post('/account/passkeys', { ...body, state: late.state, response: again }, { cookie })).status,
    ).toBe(422);
  });

  test.each([{}, { id: 'x' }, { id: 'x', rawId: 'x', type: 'password', response: {} }])(
    'that is none: %j',
    async (response) => {
      const { state } = await options('/account/passkeys/options', ann);
      expect((await post('/account/passkeys', { name: 'x', state, response }, ann)).status).toBe(400);
    },
  );
});

describe('a sign-in is refused', () => {
  beforeEach(async () => {
    expect((await add({ counter: 5 })).status).toBe(201);
  });

  const says: [string, Partial<Says>][] = [
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another party', { party: 'evil.example' }],
    ['without user verification', { verified: false }],
    ['for another challenge', { challenge: 'YW5vdGhlcg' }],
    ['from the wrong ceremony', { type: 'webauthn.create' }],
    ['for another person', { userHandle: 'ben' }],
    ['with a count that did not grow', { counter: 5 }],
    ['with a count that shrank', { counter: 4 }],
    ['with a count that began again', { counter: 0 }],
  ];
  test.each(says)('%s', async (_, said) => {
    const answer = await signIn({ counter: 6, ...said });
    expect(answer).toMatchObject({ status: 401, body: { title: 'unauthenticated' } });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await signIn({ counter: 6 })).status).toBe(200);
  });

  test('with a passkey that is not known, in the same words as one that does not fit', async () => {
    const unknown = await signIn({}, authenticator());
    const wrong = await signIn({ counter: 6, verified: false });
    expect([unknown.status, unknown.body]).toEqual([401, wrong.body]);
  });

  test('that is signed by another key under this one’s name', async () => {
    const { options: asked, state } = await options('/session/passkey/options');
    const forged = authenticator().get({ challenge: asked.challenge, userHandle: 'ann', counter: 6 });
    const response = { ...forged, id: key.id, rawId: key.id };
    expect((await post('/session/passkey', { state, response })).status).toBe(401);
  });

  test('a second time, late, with a made-up state, or with one for making a passkey', async () => {
    const { options: asked, state } = await options('/session/passkey/options');
    const response = key.get({ challenge: asked.challenge, userHandle: 'ann', counter: 6 });
    expect((await post('/session/passkey', { state: 'made up', response })).status).toBe(401);
    expect((await post('/session/passkey', { state, response })).status).toBe(200);
    expect((await post('/session/passkey', { state, response })).status).toBe(401);
    const offer = await options('/account/passkeys/options', ann);
    const other = key.get({ challenge: offer.options.challenge, userHandle: 'ann', counter: 7 });
    expect((await post('/session/passkey', { state: offer.state, response: other })).status).toBe(401);
    const late = await options('/session/passkey/options');
    on.pass(5 * 60_000);
    const again = key.get({ challenge: late.options.challenge, userHandle: 'ann', counter: 7 });
    expect((await post('/session/passkey', { state: late.state, response: again })).status).toBe(401);
  });

  test('a second time at another server of the same store, also of a passkey that does not count', async () => {
    key = authenticator();
    expect((await add({ counter: 0 })).status).toBe(201);
    const second = await stage({ store: on.store });
    const { options: asked, state } = await options('/session/passkey/options');
    const response = key.get({ challenge: asked.challenge, userHandle: 'ann', counter: 0 });
    expect((await post('/session/passkey', { state, response })).status).toBe(200);
    const again = await post('/session/passkey', { state, response }, {}, 'localhost:4747', second);
    await second.app.close();
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
    expect((await signIn()).status).toBe(200);
  });

  test('to who is switched off', async () => {
    await on.store.writeAccounts(async (writer) => {
      const person = await writer.person('ann');
      if (person) await writer.putPerson({ ...person, disabled: true });
    });
    expect((await signIn({ counter: 6 })).status).toBe(401);
  });

  test('to whom only a provider’s groups let in, and says so', async () => {
    await on.store.writeAccounts(async (writer) => {
      const [row] = await writer.memberships('ann');
      if (row) await writer.putMember({ ...row, mapped: 'corp' });
    });
    const { status, body } = await signIn({ counter: 6 });
    expect([status, body]).toMatchObject([401, { next: 'Sign in with that service.' }]);
  });

  test('after too many tries from one address', async () => {
    for (let at = 0; at < 10; at += 1) await signIn({ counter: 1 });
    expect((await signIn({ counter: 6 })).status).toBe(429);
  });
});

describe('where passkeys belong to', () => {
  test.each([
    ['https://assay.example.org', 'assay.example.org'],
    ['https://assay.example.org:8443', 'assay.example.org'],
    ['http://localhost:4747', 'localhost'],
    ['https://1password.example', '1password.example'],
  ])('%s: %s', (origin, id) => {
    expect(partyOf(origin)).toEqual({ id, origin });
  });

  test.each(['http://127.0.0.1:4747', 'http://[::1]:4747', 'https://10.0.0.5', 'https://[2001:db8::1]'])(
    '%s: nowhere',
    (origin) => {
      expect(() => partyOf(origin)).toThrow('A passkey belongs to a name');
    },
  );

  test('an address of numbers is told where to go instead', async () => {
    const { status, body } = await post('/session/passkey/options', {}, {}, '127.0.0.1:4747');
    expect([status, body]).toMatchObject([400, { next: 'Open http://localhost:4747 instead.' }]);
    expect((await post('/account/passkeys/options', {}, ann, '127.0.0.1:4747')).status).toBe(400);
  });
});
