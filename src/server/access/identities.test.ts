import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { type Browser, browser } from '../testing/browser.ts';
import { type Corp, corp } from '../testing/corp.ts';
import { passwordHash } from './password.ts';
import { FRESH } from './sessions.ts';
import { identityId } from './ways-in.ts';

/* Linking a provider with a local account, taking it off, and proving by it who one is; against a real provider. */

let at: Corp;
let using: Browser;
beforeEach(async () => {
  for (const way of ['warn', 'info'] as const) vi.spyOn(console, way).mockImplementation(() => undefined);
  at = await corp();
  using = await local('owner', 'olga');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await at.close();
});

/** A local account that is signed in on a browser of its own. */
async function local(role: 'owner' | 'viewer', id: string): Promise<Browser> {
  const { cookie = '' } = await at.on.person(role, { id });
  const made = browser(at.on);
  made.cookies.set('assay', cookie.slice('assay='.length));
  return made;
}

async function go(path: string, who: string, by = using): Promise<string> {
  const { status, body } = await by.send('POST', `/api/v1${path}`);
  expect(status).toBe(200);
  return at.through(who, (body as { to: string }).to, by); // held to its schema by the operation's own types
}

const link = (who: string, by = using) => go('/account/link/corp', who, by);
const unlink = (subject: string, by = using) =>
  by.send('DELETE', `/api/v1/account/identities/${identityId({ issuer: at.idp.issuer, subject })}`);
const owned = async (subject: string) =>
  (await at.on.store.accounts().identity(at.idp.issuer, subject))?.person;
const isAsked = async (by = using) => (await by.send('POST', '/api/v1/account/totp')).status === 403;

describe('linking', () => {
  test('lets the same person in with the provider, by issuer and subject', async () => {
    expect(await link('cat')).toBe('/account');
    expect(await owned('cat')).toBe('olga');
    const { using: elsewhere } = await at.signIn('cat');
    expect((await elsewhere.get('/api/v1/session')).body).toMatchObject({ person: { id: 'olga' } });
    expect((await elsewhere.get('/api/v1/account')).body).toMatchObject({
      identities: [{ issuer: at.idp.issuer, subject: 'cat', provider: 'corp' }],
    });
    expect(await at.actions()).toEqual(['account.identity.link', 'session.begin']);
  });

  test('ends every other session, and is asked for once more after five minutes', async () => {
    await at.on.store.writeAccounts(async (writer) => {
      const [row] = await writer.sessions('olga');
      if (row) await writer.putSession({ ...row, hash: 'of-another-browser' });
    });
    await link('cat');
    expect(await at.on.store.accounts().sessions('olga')).toHaveLength(1);
    at.on.pass(FRESH);
    expect(await using.send('POST', '/api/v1/account/link/corp')).toMatchObject({
      status: 403,
      body: { title: 'reauthenticate' },
    });
    expect(await unlink('cat')).toMatchObject({ status: 403, body: { title: 'reauthenticate' } });
  });

  test('takes nobody’s identity from them', async () => {
    await at.signIn('ann');
    const before = await owned('ann');
    expect(await link('ann')).toBe('/account?problem=taken');
    expect(await owned('ann')).toBe(before);
  });

  test('is for who began it: not for who signed in on the browser in the meantime', async () => {
    const { body } = await using.send('POST', '/api/v1/account/link/corp');
    using.cookies.set('assay', (await local('viewer', 'vera')).cookies.get('assay') ?? '');
    expect(await at.through('cat', (body as { to: string }).to, using)).toBe('/account?problem=too-late');
    expect(await owned('cat')).toBeUndefined();
  });
});

describe('unlinking', () => {
  beforeEach(async () => {
    await link('cat');
  });

  test('never takes the last way in', async () => {
    expect(await unlink('cat')).toMatchObject({ status: 409, body: { title: 'conflict' } });
    expect(await owned('cat')).toBe('olga');
    await keep({ password: await passwordHash('a sentence that nobody guesses') });
    expect((await unlink('cat')).status).toBe(204);
    expect(await owned('cat')).toBeUndefined();
    expect((await at.signIn('cat')).end).toBe('/sign-in?problem=not-invited');
    expect(await at.actions()).toContain('account.identity.unlink');
  });

  test('does not count a password without an e-mail to give it with', async () => {
    await keep({ password: await passwordHash('a sentence that nobody guesses'), email: undefined });
    expect((await unlink('cat')).status).toBe(409);
  });

  test('is done from a session that began another way, and not where its groups let one in', async () => {
    await keep({ password: await passwordHash('a sentence that nobody guesses') });
    const { using: elsewhere } = await at.signIn('cat');
    expect((await unlink('cat', elsewhere)).status).toBe(409);
    await at.on.store.writeAccounts((writer) =>
      writer.putMember({
        organization: OWN,
        person: 'olga',
        role: 'owner',
        teams: [],
        created: 1,
        mapped: 'corp',
      }),
    );
    expect((await unlink('cat')).status).toBe(409);
    expect(await owned('cat')).toBe('olga');
  });

  test('of another person’s identity is of none', async () => {
    expect((await unlink('cat', await local('viewer', 'vera'))).status).toBe(404);
  });

  async function keep(more: { password?: string; email?: string | undefined }): Promise<void> {
    await at.on.store.writeAccounts(async (writer) => {
      const person = await writer.person('olga');
      if (person) await writer.putPerson({ ...person, ...more });
    });
  }
});

describe('a proof', () => {
  beforeEach(async () => {
    await link('cat');
    // The provider's clock is the real one: what passes is the time since the last proof.
    await at.on.store.writeAccounts(async (writer) => {
      const [row] = await writer.sessions('olga');
      await writer.removeSessions('olga');
      if (row) await writer.putSession({ ...row, proven: row.proven - FRESH });
    });
    expect(await isAsked()).toBe(true);
  });

  test('is given by the provider, which asks for it also whom it knows', async () => {
    const { body } = await using.send('POST', '/api/v1/account/proof/corp');
    const to = new URL((body as { to: string }).to);
    expect([to.searchParams.get('prompt'), to.searchParams.get('max_age')]).toEqual(['login', '0']);
    const before = using.cookies.get('assay');
    expect(await at.through('cat', to.href, using)).toBe('/account');
    expect(using.cookies.get('assay')).not.toBe(before);
    expect(await isAsked()).toBe(false);
    expect(await at.actions()).toContain('session.prove');
  });

  test('is none where the provider says that it asked before', async () => {
    at.on.pass(FRESH);
    const { body } = await using.send('POST', '/api/v1/account/proof/corp');
    at.on.pass(-FRESH);
    expect(await at.through('cat', (body as { to: string }).to, using)).toBe('/account?problem=failed');
    expect(await isAsked()).toBe(true);
  });

  test('by somebody else at the provider is none', async () => {
    expect(await go('/account/proof/corp', 'ann')).toBe('/account?problem=somebody-else');
    expect(await isAsked()).toBe(true);
  });
});
