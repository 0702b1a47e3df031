import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { browser } from '../testing/browser.ts';
import { type Corp, corp, session } from '../testing/corp.ts';
import { type FakeIssuer, fakeIssuer } from '../testing/fake-issuer.ts';
import { CLIENT } from '../testing/identity-provider.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { type Stage, stage } from '../testing/stage.ts';

/* OpenID Connect Back-Channel Logout 1.0: who signs out at the provider is signed out here. */

function post(on: Stage, provider: string, body: string) {
  return on.ask({
    method: 'POST',
    url: `/api/v1/sign-in/${provider}/signed-out`,
    payload: body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

describe('a real provider', () => {
  let at: Corp;
  const bodies: string[] = [];
  beforeEach(async () => {
    for (const way of ['warn', 'info'] as const) vi.spyOn(console, way).mockImplementation(() => undefined);
    at = await corp();
    bodies.length = 0;
    at.idp.tell = async (_, init) => {
      bodies.push(String(init?.body));
      const { status } = await post(at.on, 'corp', String(init?.body));
      return new Response(null, { status });
    };
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await at.close();
  });

  const sids = async (subject: string) => {
    const identity = await at.on.store.accounts().identity(at.idp.issuer, subject);
    return (await at.on.store.accounts().sessions(identity?.person ?? '')).map(({ sid }) => sid ?? '');
  };

  test('ends the session that it names, and no other', async () => {
    const [one, other, ben] = [await at.signIn('ann'), await at.signIn('ann'), await at.signIn('ben')];
    const row = await at.on.store.accounts().sessions((await session(one.using)).person?.id ?? '');
    expect(row).toHaveLength(2);
    const [sid = ''] = await sids('ann');
    expect(sid).not.toBe('');
    expect(await at.idp.signOut('ann', sid)).toBe(200);
    const states = await Promise.all([one, other].map(async ({ using }) => (await session(using)).state));
    expect(states.filter((state) => state === 'signed-in')).toHaveLength(1);
    expect((await session(ben.using)).state).toBe('signed-in');
    expect(await at.actions()).toContain('session.end');
  });

  test('says it once: the same token again is refused', async () => {
    await at.signIn('ann');
    await at.idp.signOut('ann', (await sids('ann'))[0] ?? '');
    expect((await post(at.on, 'corp', bodies[0] ?? '')).status).toBe(400);
  });

  test('ends nobody’s session with another subject, nor one that began another way', async () => {
    const { using } = await at.signIn('ann');
    await at.signIn('ben');
    expect(await at.idp.signOut('ben', (await sids('ann'))[0] ?? '')).toBe(200);
    expect((await session(using)).state).toBe('signed-in');
  });
});

describe('a logout token', () => {
  let on: Stage;
  let fake: FakeIssuer;
  let lines: string[];
  beforeEach(async () => {
    fake = await fakeIssuer(Date.now);
    const { logging, ...recorded } = recordingLog();
    lines = recorded.lines;
    const client = { clientId: CLIENT.id, clientSecret: CLIENT.secret, scopes: [] };
    const groups = {
      claim: 'groups',
      organization: OWN,
      map: [{ group: 'all', role: 'viewer' as const, teams: [] }],
    };
    on = await stage({
      now: Date.now,
      logging,
      providers: [{ id: 'fake', name: 'Fake', issuer: fake.issuer, ...client, groups }],
    });
  });
  afterEach(async () => {
    await on.close();
    await fake.close();
  });

  async function signedIn() {
    const using = browser(on);
    const to = new URL((await using.get('/api/v1/sign-in/fake')).location);
    const claims = fake.claims(to.searchParams.get('nonce') ?? '', { groups: ['all'], sid: 'there' });
    fake.idToken = await fake.sign(claims);
    await using.get(`/api/v1/sign-in/fake/callback?code=x&state=${to.searchParams.get('state')}`);
    expect((await session(using)).state).toBe('signed-in');
    return using;
  }

  const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
  const seconds = () => Math.floor(Date.now() / 1_000);
  const right = (): JWTPayload => ({
    iss: fake.issuer,
    aud: CLIENT.id,
    iat: seconds(),
    exp: seconds() + 120,
    jti: Math.random().toString(36),
    sub: 'eve',
    events: { [EVENT]: {} },
  });
  const send = async (claims: JWTPayload) =>
    (
      await post(
        on,
        'fake',
        new URLSearchParams({ logout_token: await fake.sign(claims, fake.key, 'logout+jwt') }).toString(),
      )
    ).status;

  test('of a subject ends all of its sessions; of a session, that one', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    expect(await send(right())).toBe(200);
    for (const using of [one, other]) expect((await session(using)).state).not.toBe('signed-in');
    const again = await signedIn();
    const { sub: _, ...rest } = right();
    expect(await send({ ...rest, sid: 'elsewhere' })).toBe(200);
    expect((await session(again)).state).toBe('signed-in');
    expect(await send({ ...rest, jti: 'another', sid: 'there' })).toBe(200);
    expect((await session(again)).state).not.toBe('signed-in');
  });

  const WRONG: [string, (claims: JWTPayload) => JWTPayload][] = [
    ['of another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
    ['for another client', (claims) => ({ ...claims, aud: 'another' })],
    ['without a time', ({ iat: _, ...claims }) => claims],
    ['that is old', (claims) => ({ ...claims, iat: seconds() - 200 })],
    ['of the future', (claims) => ({ ...claims, iat: seconds() + 200 })],
    ['that has expired', (claims) => ({ ...claims, exp: seconds() - 60 })],
    ['without an id', ({ jti: _, ...claims }) => claims],
    ['without events', ({ events: _, ...claims }) => claims],
    ['of another event', (claims) => ({ ...claims, events: { other: {} } })],
    ['whose event is no object', (claims) => ({ ...claims, events: { [EVENT]: true } })],
    ['about nobody', ({ sub: _, ...claims }) => claims],
    ['with a nonce, as ID tokens have', (claims) => ({ ...claims, nonce: 'x' })],
  ];
  test.each(WRONG)('%s is refused', async (_, wrong) => {
    const using = await signedIn();
    expect(await send(wrong(right()))).toBe(400);
    expect((await session(using)).state).toBe('signed-in');
    expect(lines.join('\n')).toContain('a logout token was refused');
  });

  test('of another type, or that another key, a secret or nobody signed, is refused, and so is an ID token', async () => {
    const using = await signedIn();
    const { privateKey } = await generateKeyPair('ES256');
    const secret = new TextEncoder().encode(CLIENT.secret);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokens = [
      await fake.sign(right()),
      await fake.sign(right(), privateKey, 'logout+jwt'),
      await new SignJWT(right()).setProtectedHeader({ alg: 'HS256', typ: 'logout+jwt' }).sign(secret),
      `${part({ alg: 'none', typ: 'logout+jwt' })}.${part(right())}.`,
      fake.idToken,
      'no token at all',
    ];
    for (const logout_token of tokens)
      expect((await post(on, 'fake', new URLSearchParams({ logout_token }).toString())).status).toBe(400);
    expect((await post(on, 'fake', '')).status).toBe(400);
    expect((await post(on, 'other', 'logout_token=x')).status).toBe(404);
    expect((await session(using)).state).toBe('signed-in');
    for (const token of tokens) expect(lines.join('\n')).not.toContain(token);
  });
});
