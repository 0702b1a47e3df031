import { createHmac, generateKeyPairSync } from 'node:crypto';
import { generateKeyPair, type JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { browser } from '../testing/browser.ts';
import { type FakeIssuer, fakeIssuer } from '../testing/fake-issuer.ts';
import { CLIENT } from '../testing/identity-provider.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { type Stage, stage } from '../testing/stage.ts';

/* Against issuers that say what no honest one would. */

const MINUTE = 60;
let on: Stage;
let fake: FakeIssuer;
let other: FakeIssuer;
beforeEach(async () => {
  fake = await fakeIssuer(Date.now);
  other = await fakeIssuer(Date.now);
  const groups = {
    claim: 'groups',
    organization: OWN,
    map: [{ group: 'all', role: 'viewer' as const, teams: [] }],
  };
  const shared = { clientId: CLIENT.id, clientSecret: CLIENT.secret, scopes: [], groups };
  on = await stage({
    now: Date.now,
    logging: recordingLog().logging,
    providers: [
      { id: 'fake', name: 'Fake', issuer: fake.issuer, ...shared },
      { id: 'other', name: 'Other', issuer: other.issuer, ...shared },
    ],
  });
});
afterEach(async () => {
  await on.close();
  await fake.close();
  await other.close();
});

interface Turn {
  nonce: string;
  right: JWTPayload;
}

/** A sign-in whose ID token is what `token` makes of it. @returns where it ends */
async function signIn(token: (turn: Turn) => string | Promise<string>, query = ''): Promise<string> {
  const using = browser(on);
  const to = new URL((await using.get('/api/v1/sign-in/fake')).location);
  const nonce = to.searchParams.get('nonce') ?? '';
  fake.idToken = await token({ nonce, right: fake.claims(nonce, { groups: ['all'] }) });
  const state = to.searchParams.get('state');
  const { status, location } = await using.get(`/api/v1/sign-in/fake/callback?code=x&state=${state}${query}`);
  expect(status).toBe(302);
  if (location === '/') expect(using.cookies.has('assay')).toBe(true);
  else expect(using.cookies.has('assay')).toBe(false);
  return location;
}

const FAILED = '/sign-in?problem=failed';
const seconds = () => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('what is right is taken, so that nothing below is refused for another reason', async () => {
  expect(await signIn(({ right }) => fake.sign(right))).toBe('/');
  expect(await signIn(({ right }) => fake.sign({ ...right, groups: 'all' }))).toBe('/');
});

describe('an ID token is refused', () => {
  const claims: [string, (right: JWTPayload) => JWTPayload][] = [
    ['of another nonce', (right) => ({ ...right, nonce: 'another' })],
    ['without a nonce', ({ nonce: _, ...right }) => right],
    ['of another issuer', (right) => ({ ...right, iss: 'https://evil.example' })],
    ['of an issuer spelled otherwise', (right) => ({ ...right, iss: `${right.iss}/` })],
    ['without an issuer', ({ iss: _, ...right }) => right],
    ['for another audience', (right) => ({ ...right, aud: 'another' })],
    ['for several, made out to another', (right) => ({ ...right, aud: [CLIENT.id, 'x'], azp: 'x' })],
    ['for several, made out to nobody', (right) => ({ ...right, aud: [CLIENT.id, 'x'] })],
    ['without an audience', ({ aud: _, ...right }) => right],
    ['that expired 10 minutes ago', (right) => ({ ...right, exp: seconds() - 10 * MINUTE })],
    ['that does not expire', ({ exp: _, ...right }) => right],
    ['that holds in 10 minutes only', (right) => ({ ...right, nbf: seconds() + 10 * MINUTE })],
    [
      'of a time that is 10 minutes ahead',
      (right) => ({ ...right, iat: seconds() + 10 * MINUTE, exp: seconds() + 20 * MINUTE }),
    ],
    ['without a time', ({ iat: _, ...right }) => right],
    ['without a subject', ({ sub: _, ...right }) => right],
    ['of an empty subject', (right) => ({ ...right, sub: '' })],
    ['of a subject that is too long', (right) => ({ ...right, sub: 'x'.repeat(256) })],
    ['of a subject with a NUL in it', (right) => ({ ...right, sub: 'eve\0' })],
  ];
  test.each(claims)('%s', async (_, change) => {
    expect(await signIn(({ right }) => fake.sign(change(right)))).toBe(FAILED);
  });

  test('signed by another key under the same name', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await signIn(({ right }) => fake.sign(right, privateKey))).toBe(FAILED);
  });

  test('signed by another provider', async () => {
    expect(await signIn(({ right }) => other.sign(right))).toBe(FAILED);
  });

  test('not signed at all (alg none)', async () => {
    const unsigned = ({ right }: Turn) => `${base64url({ alg: 'none' })}.${base64url(right)}.`;
    expect(await signIn(unsigned)).toBe(FAILED);
  });

  test('signed with what both sides know (alg HS256)', async () => {
    const signed = ({ right }: Turn) => {
      const text = `${base64url({ alg: 'HS256', kid: 'one' })}.${base64url(right)}`;
      return `${text}.${createHmac('sha256', CLIENT.secret).update(text).digest('base64url')}`;
    };
    expect(await signIn(signed)).toBe(FAILED);
  });

  test('signed with a key that it brings itself', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = { alg: 'RS256', kid: 'two', jwk: publicKey.export({ format: 'jwk' }) };
    expect(await signIn(({ right }) => `${base64url(header)}.${base64url(right)}.AAAA`)).toBe(FAILED);
  });

  test('changed after it was signed', async () => {
    const changed = async ({ right }: Turn) => {
      const [header, , signature] = (await fake.sign(right)).split('.');
      return `${header}.${base64url({ ...right, sub: 'admin' })}.${signature}`;
    };
    expect(await signIn(changed)).toBe(FAILED);
  });

  test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', `${base64url([])}.${base64url({})}.x`])(
    'that is none: %j',
    async (token) => {
      expect(await signIn(() => token)).toBe(FAILED);
    },
  );

  test('and somebody in more groups than it says is not taken for somebody in none', async () => {
    const { groups: _, ...none } = fake.claims('');
    expect(await signIn(({ right }) => fake.sign(right))).toBe('/');
    const elsewhere = { _claim_names: { groups: 'src1' } };
    expect(await signIn(({ nonce }) => fake.sign({ ...none, nonce, ...elsewhere }))).toBe(FAILED);
    const identity = await on.store.accounts().identity(fake.issuer, 'eve');
    expect(await on.store.accounts().memberships(identity?.person ?? '')).toHaveLength(1);
  });
});

describe('clocks that are apart', () => {
  test('by 20 seconds do not matter', async () => {
    expect(await signIn(({ right }) => fake.sign({ ...right, exp: seconds() - 20 }))).toBe('/');
    expect(await signIn(({ right }) => fake.sign({ ...right, iat: seconds() + 20 }))).toBe('/');
    expect(await signIn(({ right }) => fake.sign({ ...right, nbf: seconds() + 20 }))).toBe('/');
  });
});

describe('an issuer that pretends to be another', () => {
  test('in the answer that the browser brings (RFC 9207)', async () => {
    const right = ({ right }: Turn) => fake.sign(right);
    expect(await signIn(right, `&iss=${encodeURIComponent(other.issuer)}`)).toBe(FAILED);
    expect(await signIn(right, `&iss=${encodeURIComponent(fake.issuer)}`)).toBe('/');
  });

  test('by the address that the browser comes back to', async () => {
    const using = browser(on);
    const to = new URL((await using.get('/api/v1/sign-in/fake')).location);
    other.idToken = await other.sign(other.claims(to.searchParams.get('nonce') ?? '', { groups: ['all'] }));
    const path = `/api/v1/sign-in/other/callback?code=x&state=${to.searchParams.get('state')}`;
    expect((await using.get(path)).location).toBe('/sign-in?problem=too-late');
  });

  test('in what it says of itself', async () => {
    fake.metadata = { issuer: other.issuer };
    expect((await browser(on).get('/api/v1/sign-in/fake')).location).toBe('/sign-in?problem=unreachable');
  });
});

describe('a provider that is down', () => {
  test('keeps nobody from the others, and is asked again by the next sign-in', async () => {
    fake.up = false;
    expect((await browser(on).get('/api/v1/sign-in/fake')).location).toBe('/sign-in?problem=unreachable');
    expect((await browser(on).get('/api/v1/sign-in/other')).location).toContain(other.issuer);
    fake.up = true;
    expect(await signIn(({ right }) => fake.sign(right))).toBe('/');
    await signIn(({ right }) => fake.sign(right));
    expect(fake.asked).toBe(1);
  });

  test('in the middle of a sign-in', async () => {
    const token = ({ right }: Turn) => {
      fake.up = false;
      return fake.sign(right);
    };
    expect(await signIn(token)).toBe(FAILED);
  });
});
