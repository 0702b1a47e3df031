import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { browser } from '../testing/browser.ts';
import { BACK, type Corp, corp, session } from '../testing/corp.ts';
import { CLIENT } from '../testing/identity-provider.ts';
import { seal } from './seal.ts';
import { secretHash } from './secret.ts';

/* Against a real provider: oidc-provider, which checks PKCE, the client's secret, the address to come back to. */

let at: Corp;
beforeEach(async () => {
  // The provider says on the console that it is not set up for production.
  for (const way of ['warn', 'info'] as const) vi.spyOn(console, way).mockImplementation(() => undefined);
  at = await corp();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await at.close();
});

describe('a sign-in', () => {
  test('brings in whom a group lets in, to the page that was asked for', async () => {
    const { end, using } = await at.signIn('ann', '?next=/systems/payments');
    expect(end).toBe('/systems/payments');
    const known = await session(using);
    expect(known).toMatchObject({ state: 'signed-in', person: { name: 'Ann', email: 'ann@example.org' } });
    expect(await at.actions()).toEqual(['member.add', 'session.begin']);
    expect(using.cookies.has('assay-sign-in')).toBe(false);
  });

  test('goes nowhere else', async () => {
    expect((await at.signIn('ann', '?next=https://evil.example')).end).toBe('/');
    expect((await at.signIn('ann', '?next=//evil.example&next=/x')).end).toBe('/');
  });

  test('asks with PKCE, state and nonce, and keeps their secrets sealed where no script reads them', async () => {
    const answer = await at.on.ask({ url: '/api/v1/sign-in/corp' });
    const to = new URL(String(answer.headers['location']));
    expect(to.searchParams.get('code_challenge_method')).toBe('S256');
    expect(to.searchParams.get('redirect_uri')).toBe(BACK);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^assay-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(to.searchParams.get('state'));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is a new session each time, and the one before is over', async () => {
    const { using } = await at.signIn('ann');
    const before = using.cookies.get('assay') ?? '';
    await at.signIn('ann', '', using);
    expect(using.cookies.get('assay')).not.toBe(before);
    expect(await at.on.store.accounts().session(secretHash(before))).toBeUndefined();
  });

  test('of the same e-mail and another subject is another person, who does not get the e-mail', async () => {
    const ann = await session((await at.signIn('ann')).using);
    const ben = await session((await at.signIn('ben')).using);
    expect(ben.person).toMatchObject({ name: 'Ben', email: null });
    expect(ben.person?.id).not.toBe(ann.person?.id);
    expect((await session((await at.signIn('ann')).using)).person?.id).toBe(ann.person?.id);
  });

  test('does not touch a local account of the same e-mail', async () => {
    await at.on.person('owner');
    await at.on.store.writeAccounts(async (writer) => {
      const [row] = await writer.members(OWN);
      const person = await writer.person(row?.person ?? '');
      if (person) await writer.putPerson({ ...person, email: 'CAT@example.org' });
    });
    const { using } = await at.join('cat', await at.invite());
    expect((await session(using)).person).toMatchObject({ name: 'Cat', email: null });
    expect((await at.membership('cat'))?.role).toBe('viewer');
  });

  test('works with the key that the provider signs with now', async () => {
    expect((await at.signIn('ann')).end).toBe('/');
    await at.idp.rotate();
    expect((await at.signIn('ann')).end).toBe('/');
  });
});

describe('nobody comes in', () => {
  test('who is neither invited nor in a mapped group', async () => {
    const { end, using } = await at.signIn('cat');
    expect(end).toBe('/sign-in?problem=not-invited');
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await at.on.store.accounts().identity(at.idp.issuer, 'cat')).toBeUndefined();
  });

  test('with an invitation that is over, was used, or was made up', async () => {
    const secret = await at.invite();
    expect((await at.join('cat', 'made-up-secret')).end).toBe('/sign-in?problem=not-invited');
    at.idp.accounts['dan'] = { name: 'Dan', groups: [] };
    expect((await at.join('dan', secret)).end).toBe('/');
    expect((await at.join('cat', secret)).end).toBe('/sign-in?problem=not-invited');
    const over = await at.invite('viewer', OWN, -1);
    expect((await at.join('cat', over)).end).toBe('/sign-in?problem=not-invited');
  });

  test('by an invitation in an address, which logs and histories keep', async () => {
    const secret = await at.invite();
    expect((await at.signIn('cat', `?invitation=${secret}`)).end).toBe('/sign-in?problem=not-invited');
    expect((await at.join('cat', secret)).end).toBe('/');
    expect(at.lines.join('\n')).not.toContain(secret);
  });

  test('with another state', async () => {
    const using = browser(at.on);
    const came = await at.idp.go((await using.get('/api/v1/sign-in/corp')).location);
    came.searchParams.set('state', 'another');
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=failed');
    // It served once: the right one comes too late.
    expect((await session(using)).state).not.toBe('signed-in');
  });

  test('without the cookie, with that of another browser, or one that was changed', async () => {
    const using = browser(at.on);
    const came = await at.idp.go((await using.get('/api/v1/sign-in/corp')).location);
    const path = `${came.pathname}${came.search}`;
    expect((await browser(at.on).get(path)).location).toBe('/sign-in?problem=too-late');
    const other = browser(at.on);
    await other.get('/api/v1/sign-in/corp');
    expect((await other.get(path)).location).toBe('/sign-in?problem=failed');
    const sealed = using.cookies.get('assay-sign-in') ?? '';
    using.cookies.set('assay-sign-in', `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`);
    expect((await using.get(path)).location).toBe('/sign-in?problem=too-late');
  });

  test('with what another version kept in the cookie', async () => {
    const using = browser(at.on);
    using.cookies.set('assay-sign-in', seal(Buffer.alloc(32, 5), 'sign-in', '{"provider":"corp"}'));
    const { location } = await using.get('/api/v1/sign-in/corp/callback?code=x&state=y');
    expect(location).toBe('/sign-in?problem=too-late');
  });

  test('after ten minutes', async () => {
    const using = browser(at.on);
    const came = await at.idp.go((await using.get('/api/v1/sign-in/corp')).location);
    at.on.pass(10 * 60_000);
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=too-late');
  });

  test('with a code that was used before', async () => {
    const using = browser(at.on);
    const came = await at.idp.go((await using.get('/api/v1/sign-in/corp')).location);
    const kept = using.cookies.get('assay-sign-in') ?? '';
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/');
    const again = browser(at.on);
    again.cookies.set('assay-sign-in', kept);
    expect((await again.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=failed');
    // The log says why, and holds nothing that lets anybody in.
    expect(at.lines.join('\n')).toContain('invalid_grant');
    for (const secret of [came.searchParams.get('code') ?? '', kept, CLIENT.secret])
      expect(at.lines.join('\n')).not.toContain(secret);
  });

  test('who is switched off', async () => {
    const { using } = await at.signIn('ann');
    await at.on.store.writeAccounts(async (writer) => {
      const identity = await writer.identity(at.idp.issuer, 'ann');
      const person = await writer.person(identity?.person ?? '');
      if (person) await writer.putPerson({ ...person, disabled: true });
    });
    expect((await session(using)).state).not.toBe('signed-in');
    expect((await at.signIn('ann')).end).toBe('/sign-in?problem=disabled');
  });

  test('by a provider that is not set up', async () => {
    expect((await browser(at.on).get('/api/v1/sign-in/other')).status).toBe(404);
    expect((await browser(at.on).get('/api/v1/sign-in/other/callback?code=x&state=y')).status).toBe(404);
  });

  test('and what the provider says of it is in no address', async () => {
    const using = browser(at.on);
    await using.get('/api/v1/sign-in/corp');
    const said = '?error=access_denied&error_description=%3Cscript%3E&state=x';
    const { location } = await using.get(`/api/v1/sign-in/corp/callback${said}`);
    expect(location).toBe('/sign-in?problem=failed');
  });
});
