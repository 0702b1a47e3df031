import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import type { MemberRow } from '../../store/accounts.ts';
import { type Browser, browser, ORIGIN } from '../testing/browser.ts';
import { CLIENT, type IdentityProvider, identityProvider } from '../testing/identity-provider.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import type { GroupMapping } from './group-mapping.ts';
import { newSecret, secretHash } from './secret.ts';

/* Against a real provider: oidc-provider, which checks PKCE, the client's secret, the address to come back to. */

const BACK = `${ORIGIN}/api/v1/sign-in/corp/callback`;
const GROUPS: GroupMapping = {
  claim: 'groups',
  organization: OWN,
  map: [
    { group: 'all', role: 'viewer', teams: [] },
    { group: 'payments', role: 'contributor', teams: ['payments'] },
    { group: 'orders', role: 'contributor', teams: ['orders', 'gone'] },
    { group: 'leads', role: 'admin', teams: [] },
    { group: 'owners', role: 'owner', teams: [] },
  ],
};

let on: Stage;
let log: ReturnType<typeof recordingLog>;
let idp: IdentityProvider;
beforeEach(async () => {
  // The provider says on the console that it is not set up for production.
  for (const way of ['warn', 'info'] as const) vi.spyOn(console, way).mockImplementation(() => undefined);
  log = recordingLog();
  idp = await identityProvider(BACK, {
    ann: { name: 'Ann', email: 'ann@example.org', groups: ['all'] },
    ben: { name: 'Ben', email: 'ann@example.org', groups: ['all'] },
    cat: { name: 'Cat', email: 'cat@example.org', groups: [] },
  });
  const { issuer } = idp;
  const scopes = ['openid', 'profile', 'email', 'groups'];
  const client = { clientId: CLIENT.id, clientSecret: CLIENT.secret };
  on = await stage({
    log: log.log,
    providers: [{ id: 'corp', name: 'Corp', issuer, ...client, scopes, groups: GROUPS }],
  });
  // The provider has a clock of its own.
  on.pass(Date.now() - NOW);
  await on.store.write(OWN, async (writer) => {
    for (const id of ['payments', 'orders']) await writer.putTeam({ id, name: id });
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await on.close();
  await idp.close();
});

/** Signs in as somebody. @returns where it ended, and the browser */
async function signIn(who: string, query = '', using: Browser = browser(on)) {
  idp.who = who;
  const { location } = await using.get(`/api/v1/sign-in/corp${query}`);
  const came = await idp.go(location);
  const { location: end } = await using.get(`${came.pathname}${came.search}`);
  return { end, came, using };
}

async function session(using: Browser) {
  const { body } = await using.get('/api/v1/session');
  // What the API answers is held to its schema elsewhere.
  return body as { state: string; person: { id: string; name: string; email: string | null } | null };
}

async function membership(subject: string): Promise<MemberRow | undefined> {
  const read = on.store.accounts();
  const identity = await read.identity(idp.issuer, subject);
  return identity && (await read.memberships(identity.person))[0];
}

async function invite(role: 'viewer' | 'admin' = 'viewer', organization = OWN): Promise<string> {
  const secret = newSecret();
  const at = Date.now();
  const row = {
    organization,
    id: secret.slice(0, 8),
    hash: secretHash(secret),
    name: 'x',
    role,
    teams: [],
    by: 'x',
  };
  await on.store.writeAccounts((writer) =>
    writer.putInvitation({ ...row, created: at, expires: at + 86_400_000 }),
  );
  return secret;
}

async function actions(): Promise<string[]> {
  const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 50 });
  return rows.map(({ action }) => action).sort();
}

describe('a sign-in', () => {
  test('brings in whom a group lets in, to the page that was asked for', async () => {
    const { end, using } = await signIn('ann', '?next=/systems/payments');
    expect(end).toBe('/systems/payments');
    const known = await session(using);
    expect(known).toMatchObject({ state: 'signed-in', person: { name: 'Ann', email: 'ann@example.org' } });
    expect(await actions()).toEqual(['member.add', 'session.begin']);
    expect(using.cookies.has('assay-sign-in')).toBe(false);
  });

  test('goes nowhere else', async () => {
    expect((await signIn('ann', '?next=https://evil.example')).end).toBe('/');
    expect((await signIn('ann', '?next=//evil.example&next=/x')).end).toBe('/');
  });

  test('asks with PKCE, state and nonce, and keeps their secrets sealed where no script reads them', async () => {
    const answer = await on.ask({ url: '/api/v1/sign-in/corp' });
    const to = new URL(String(answer.headers['location']));
    expect(to.searchParams.get('code_challenge_method')).toBe('S256');
    expect(to.searchParams.get('redirect_uri')).toBe(BACK);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^assay-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(to.searchParams.get('state'));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is a new session each time, and the one before is over', async () => {
    const { using } = await signIn('ann');
    const before = using.cookies.get('assay') ?? '';
    await signIn('ann', '', using);
    expect(using.cookies.get('assay')).not.toBe(before);
    expect(await on.store.accounts().session(secretHash(before))).toBeUndefined();
  });

  test('of the same e-mail and another subject is another person, who does not get the e-mail', async () => {
    const ann = await session((await signIn('ann')).using);
    const ben = await session((await signIn('ben')).using);
    expect(ben.person).toMatchObject({ name: 'Ben', email: null });
    expect(ben.person?.id).not.toBe(ann.person?.id);
    expect((await session((await signIn('ann')).using)).person?.id).toBe(ann.person?.id);
  });

  test('does not touch a local account of the same e-mail', async () => {
    await on.person('owner');
    await on.store.writeAccounts(async (writer) => {
      const [row] = await writer.members(OWN);
      const person = await writer.person(row?.person ?? '');
      if (person) await writer.putPerson({ ...person, email: 'CAT@example.org' });
    });
    const { using } = await signIn('cat', `?invitation=${await invite()}`);
    expect((await session(using)).person).toMatchObject({ name: 'Cat', email: null });
    expect((await membership('cat'))?.role).toBe('viewer');
  });

  test('works with the key that the provider signs with now', async () => {
    expect((await signIn('ann')).end).toBe('/');
    await idp.rotate();
    expect((await signIn('ann')).end).toBe('/');
  });
});

describe('nobody comes in', () => {
  test('who is neither invited nor in a mapped group', async () => {
    const { end, using } = await signIn('cat');
    expect(end).toBe('/sign-in?problem=not-invited');
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await on.store.accounts().identity(idp.issuer, 'cat')).toBeUndefined();
  });

  test('with an invitation that is over, was used, or was made up', async () => {
    const secret = await invite();
    expect((await signIn('cat', '?invitation=made-up-secret')).end).toBe('/sign-in?problem=not-invited');
    idp.accounts['dan'] = { name: 'Dan', groups: [] };
    expect((await signIn('dan', `?invitation=${secret}`)).end).toBe('/');
    expect((await signIn('cat', `?invitation=${secret}`)).end).toBe('/sign-in?problem=not-invited');
    const late = await invite();
    on.pass(2 * 86_400_000);
    // The clocks are apart now, so the provider's word is not believed either.
    expect((await signIn('cat', `?invitation=${late}`)).end).toBe('/sign-in?problem=failed');
  });

  test('with another state', async () => {
    const using = browser(on);
    const came = await idp.go((await using.get('/api/v1/sign-in/corp')).location);
    came.searchParams.set('state', 'another');
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=failed');
    // It served once: the right one comes too late.
    expect((await session(using)).state).not.toBe('signed-in');
  });

  test('without the cookie, with that of another browser, or one that was changed', async () => {
    const using = browser(on);
    const came = await idp.go((await using.get('/api/v1/sign-in/corp')).location);
    const path = `${came.pathname}${came.search}`;
    expect((await browser(on).get(path)).location).toBe('/sign-in?problem=too-late');
    const other = browser(on);
    await other.get('/api/v1/sign-in/corp');
    expect((await other.get(path)).location).toBe('/sign-in?problem=failed');
    const sealed = using.cookies.get('assay-sign-in') ?? '';
    using.cookies.set('assay-sign-in', `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`);
    expect((await using.get(path)).location).toBe('/sign-in?problem=too-late');
  });

  test('after ten minutes', async () => {
    const using = browser(on);
    const came = await idp.go((await using.get('/api/v1/sign-in/corp')).location);
    on.pass(10 * 60_000);
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=too-late');
  });

  test('with a code that was used before', async () => {
    const using = browser(on);
    const came = await idp.go((await using.get('/api/v1/sign-in/corp')).location);
    const kept = using.cookies.get('assay-sign-in') ?? '';
    expect((await using.get(`${came.pathname}${came.search}`)).location).toBe('/');
    const again = browser(on);
    again.cookies.set('assay-sign-in', kept);
    expect((await again.get(`${came.pathname}${came.search}`)).location).toBe('/sign-in?problem=failed');
    // The log says why, and holds nothing that lets anybody in.
    expect(log.lines.join('\n')).toContain('invalid_grant');
    for (const secret of [came.searchParams.get('code') ?? '', kept, CLIENT.secret])
      expect(log.lines.join('\n')).not.toContain(secret);
  });

  test('who is switched off', async () => {
    const { using } = await signIn('ann');
    await on.store.writeAccounts(async (writer) => {
      const identity = await writer.identity(idp.issuer, 'ann');
      const person = await writer.person(identity?.person ?? '');
      if (person) await writer.putPerson({ ...person, disabled: true });
    });
    expect((await session(using)).state).not.toBe('signed-in');
    expect((await signIn('ann')).end).toBe('/sign-in?problem=disabled');
  });

  test('by a provider that is not set up', async () => {
    expect((await browser(on).get('/api/v1/sign-in/other')).status).toBe(404);
    expect((await browser(on).get('/api/v1/sign-in/other/callback?code=x&state=y')).status).toBe(404);
  });

  test('and what the provider says of it is in no address', async () => {
    const using = browser(on);
    await using.get('/api/v1/sign-in/corp');
    const said = '?error=access_denied&error_description=%3Cscript%3E&state=x';
    const { location } = await using.get(`/api/v1/sign-in/corp/callback${said}`);
    expect(location).toBe('/sign-in?problem=failed');
  });
});

describe('an invitation', () => {
  test('makes a new person a member, once, and their own', async () => {
    const secret = await invite('admin');
    const { using } = await signIn('cat', `?invitation=${secret}`);
    expect(await membership('cat')).toMatchObject({ role: 'admin', mapped: undefined });
    expect(await actions()).toEqual(['invitation.accept', 'session.begin']);
    expect(await on.store.accounts().invitations(OWN)).toEqual([]);
    expect((await session(using)).state).toBe('signed-in');
    expect((await signIn('cat')).end).toBe('/');
  });

  test('adds an organization to somebody whom a group lets in', async () => {
    await signIn('ann', `?invitation=${await invite('admin', 'other')}`);
    const identity = await on.store.accounts().identity(idp.issuer, 'ann');
    const rows = await on.store.accounts().memberships(identity?.person ?? '');
    expect(rows.map(({ organization, role }) => [organization, role])).toEqual([
      [OWN, 'viewer'],
      ['other', 'admin'],
    ]);
  });
});

describe('groups', () => {
  const setGroups = (groups: string[]) => {
    idp.accounts['ann'] = { name: 'Ann', groups };
  };

  test('give the highest role, and the teams of all of them that there are', async () => {
    setGroups(['all', 'payments', 'orders', 'unheard-of']);
    await signIn('ann');
    expect(await membership('ann')).toMatchObject({ role: 'contributor', teams: ['orders', 'payments'] });
  });

  test('that change are followed at the next sign-in, and every other session ends', async () => {
    const { using } = await signIn('ann');
    setGroups(['all', 'leads']);
    const again = await signIn('ann');
    expect((await membership('ann'))?.role).toBe('admin');
    expect((await session(using)).state).not.toBe('signed-in');
    expect((await session(again.using)).state).toBe('signed-in');
    expect(await actions()).toEqual(['member.add', 'member.change', 'session.begin', 'session.begin']);
  });

  test('that stay the same change nothing, and end nothing', async () => {
    const { using } = await signIn('ann');
    await signIn('ann');
    expect((await session(using)).state).toBe('signed-in');
    expect(await actions()).toEqual(['member.add', 'session.begin', 'session.begin']);
  });

  test('that somebody left take the membership with them', async () => {
    await on.person('owner');
    const { using } = await signIn('ann');
    setGroups([]);
    expect((await signIn('ann')).end).toBe('/sign-in?problem=not-invited');
    expect(await membership('ann')).toBeUndefined();
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await actions()).toContain('member.remove');
    setGroups(['all']);
    expect((await signIn('ann')).end).toBe('/');
  });

  test('do not take what was given by hand', async () => {
    await signIn('cat', `?invitation=${await invite('admin')}`);
    idp.accounts['cat'] = { name: 'Cat', groups: ['unheard-of'] };
    expect((await signIn('cat')).end).toBe('/');
    expect((await membership('cat'))?.role).toBe('admin');
  });

  test('are what counts for whoever is in one, also where somebody was invited or changed by hand', async () => {
    await signIn('ann');
    const row = await membership('ann');
    if (row) await on.store.writeAccounts((writer) => writer.putMember({ ...row, role: 'admin' }));
    await signIn('ann');
    expect((await membership('ann'))?.role).toBe('viewer');
  });

  test('let in as long as the session is the provider’s: no password of one’s own outlives them', async () => {
    const { using } = await signIn('ann');
    const { person } = await session(using);
    const secret = newSecret();
    const at = Date.now();
    const row = { hash: secretHash(secret), person: person?.id ?? '', by: 'password', agent: '' };
    await on.store.writeAccounts((writer) =>
      writer.putSession({ ...row, created: at, seen: at, expires: at + 1e7 }),
    );
    const local = browser(on);
    local.cookies.set('assay', secret);
    expect((await session(local)).state).toBe('signed-in');
    expect((await local.get('/api/v1/people')).status).toBe(404);
    expect((await using.get('/api/v1/people')).status).toBe(200);
  });

  test('leave an organization its only owner, who is let in no more', async () => {
    setGroups(['owners']);
    const { using } = await signIn('ann');
    setGroups([]);
    expect((await signIn('ann')).end).toBe('/sign-in?problem=not-invited');
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await on.store.accounts().owned()).toBe(true);
    setGroups(['all']);
    await signIn('ann');
    expect(await membership('ann')).toMatchObject({ role: 'owner', mapped: 'corp' });
  });
});
