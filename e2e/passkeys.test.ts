import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretHash } from '../src/server/access/secret.ts';
import { type Stage, stage } from '../src/server/testing/stage.ts';
import { launch, type Visit, visit } from './browser.ts';

/*
 * Passkeys in a real browser, with its virtual authenticator (WebAuthn's own automation): what Chromium makes and
 * signs is what the server takes.
 */

let on: Stage;
let browser: Browser;
let seen: Visit;
let origin: string;
let tools: CDPSession;
let authenticatorId: string;

beforeAll(async () => {
  on = await stage();
  const address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  // A passkey belongs to a name; 127.0.0.1 is none.
  origin = address.replace('127.0.0.1', 'localhost');
  browser = await launch();
  seen = await visit(browser, origin);
  tools = await seen.page.context().newCDPSession(seen.page);
  await tools.send('WebAuthn.enable');
  const made = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  authenticatorId = made.authenticatorId;
});
afterAll(async () => {
  expect(seen?.wrong).toEqual([]);
  await seen?.close();
  await browser?.close();
  await on?.close();
});

// The tests of this file follow one another: each begins where the one before has ended.

beforeEach(async () => {
  // The server's clock stands still, and a challenge has to be newer than the last use.
  on.pass(1);
  // A document of the server's origin: passkeys are made and used by its pages.
  await seen.page.goto('/api/v1/session');
});

test('a person makes one', async () => {
  const { cookie = '' } = await on.person('owner', { id: 'ann' });
  const [name = '', value = ''] = cookie.split('=');
  await seen.page.context().addCookies([{ name, value, url: origin }]);
  expect(await make(seen.page)).toMatchObject({ status: 201, body: { name: 'This browser' } });
  const { credentials } = await tools.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);
  expect(await on.store.accounts().passkeys('ann')).toHaveLength(1);
});

test('signs in with it in another browser session, without saying who they are', async () => {
  await seen.page.context().clearCookies();
  expect((await session(seen.page)).state).toBe('signed-out');
  expect(await use(seen.page)).toMatchObject({ status: 200, body: { state: 'signed-in' } });
  expect(await session(seen.page)).toMatchObject({ state: 'signed-in', person: { id: 'ann' } });
  const [passkey] = await on.store.accounts().passkeys('ann');
  expect(passkey?.used).toBeDefined();
  const [cookie] = await seen.page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await on.store.accounts().session(secretHash(cookie?.value ?? ''))).toMatchObject({ by: 'passkey' });
});

test('and again: the authenticator counts, and so does the server', async () => {
  const before = (await on.store.accounts().passkeys('ann'))[0]?.counter ?? 0;
  expect((await use(seen.page)).status).toBe(200);
  expect((await on.store.accounts().passkeys('ann'))[0]?.counter).toBeGreaterThan(before);
});

test('a copy of the key that counts from the beginning is found out', async () => {
  const { credentials } = await tools.send('WebAuthn.getCredentials', { authenticatorId });
  const [credential] = credentials;
  if (!credential) throw new Error('there is no credential');
  await tools.send('WebAuthn.clearCredentials', { authenticatorId });
  await tools.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: { ...credential, signCount: 0 },
  });
  await seen.page.context().clearCookies();
  expect((await use(seen.page)).status).toBe(401);
  expect((await session(seen.page)).state).toBe('signed-out');
});

test('under an address of numbers it says which address to open', async () => {
  const there = await visit(browser, origin.replace('localhost', '127.0.0.1'));
  await there.page.goto('/api/v1/session');
  const answer = await there.page.evaluate(async () => {
    const response = await fetch('/api/v1/session/passkey/options', { method: 'POST' });
    return { status: response.status, body: await response.json() };
  });
  expect(answer).toMatchObject({ status: 400, body: { next: `Open ${origin} instead.` } });
  await there.close();
});

interface Answer {
  status: number;
  body: unknown;
}

async function session(page: Page): Promise<{ state: string; person: unknown }> {
  return page.evaluate(async () => (await fetch('/api/v1/session')).json());
}

/** Makes a passkey as the dashboard does, with the browser's own reading and writing of WebAuthn's JSON. */
function make(page: Page): Promise<Answer> {
  return page.evaluate(async () => {
    const post = (url: string, body?: unknown) =>
      fetch(`/api/v1${url}`, {
        method: 'POST',
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
    const { options, state } = await (await post('/account/passkeys/options')).json();
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey was made');
    const answer = await post('/account/passkeys', { name: 'This browser', state, response: made.toJSON() });
    return { status: answer.status, body: await answer.json() };
  });
}

function use(page: Page): Promise<Answer> {
  return page.evaluate(async () => {
    const post = (url: string, body?: unknown) =>
      fetch(`/api/v1${url}`, {
        method: 'POST',
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
    const { options, state } = await (await post('/session/passkey/options')).json();
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const used = await navigator.credentials.get({ publicKey });
    if (!(used instanceof PublicKeyCredential)) throw new Error('no passkey was used');
    const answer = await post('/session/passkey', { state, response: used.toJSON() });
    return { status: answer.status, body: await answer.json() };
  });
}
