import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { browser } from '../testing/browser.ts';
import { type Corp, corp, session } from '../testing/corp.ts';
import { stage } from '../testing/stage.ts';
import { newSecret, secretHash } from './secret.ts';

/* What invitations and a provider's groups give, change and take, with a real provider. */

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

describe('an invitation', () => {
  test('makes a new person a member, once, and their own', async () => {
    const secret = await at.invite('admin');
    const { using } = await at.join('cat', secret);
    expect(await at.membership('cat')).toMatchObject({ role: 'admin', mapped: undefined });
    expect(await at.actions()).toEqual(['invitation.accept', 'session.begin']);
    expect(await at.on.store.accounts().invitations(OWN)).toEqual([]);
    expect((await session(using)).state).toBe('signed-in');
    expect((await at.signIn('cat')).end).toBe('/');
  });

  test('adds an organization to somebody whom a group lets in', async () => {
    await at.join('ann', await at.invite('admin', 'other'));
    const identity = await at.on.store.accounts().identity(at.idp.issuer, 'ann');
    const rows = await at.on.store.accounts().memberships(identity?.person ?? '');
    expect(rows.map(({ organization, role }) => [organization, role])).toEqual([
      [OWN, 'viewer'],
      ['other', 'admin'],
    ]);
  });
});

describe('groups', () => {
  const setGroups = (groups: string[]) => {
    at.idp.accounts['ann'] = { name: 'Ann', groups };
  };

  test('give the highest role, and the teams of all of them that there are', async () => {
    setGroups(['all', 'payments', 'orders', 'unheard-of']);
    await at.signIn('ann');
    expect(await at.membership('ann')).toMatchObject({ role: 'contributor', teams: ['orders', 'payments'] });
  });

  test('that change are followed at the next sign-in, and every other session ends', async () => {
    const { using } = await at.signIn('ann');
    setGroups(['all', 'leads']);
    const again = await at.signIn('ann');
    expect((await at.membership('ann'))?.role).toBe('admin');
    expect((await session(using)).state).not.toBe('signed-in');
    expect((await session(again.using)).state).toBe('signed-in');
    expect(await at.actions()).toEqual(['member.add', 'member.change', 'session.begin', 'session.begin']);
  });

  test('that stay the same change nothing, and end nothing', async () => {
    const { using } = await at.signIn('ann');
    await at.signIn('ann');
    expect((await session(using)).state).toBe('signed-in');
    expect(await at.actions()).toEqual(['member.add', 'session.begin', 'session.begin']);
  });

  test('that somebody left take the membership with them', async () => {
    await at.on.person('owner');
    const { using } = await at.signIn('ann');
    setGroups([]);
    expect((await at.signIn('ann')).end).toBe('/sign-in?problem=not-invited');
    expect(await at.membership('ann')).toBeUndefined();
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await at.actions()).toContain('member.remove');
    setGroups(['all']);
    expect((await at.signIn('ann')).end).toBe('/');
  });

  test('do not take what was given by hand', async () => {
    await at.join('cat', await at.invite('admin'));
    at.idp.accounts['cat'] = { name: 'Cat', groups: ['unheard-of'] };
    expect((await at.signIn('cat')).end).toBe('/');
    expect((await at.membership('cat'))?.role).toBe('admin');
  });

  test('are what counts for whoever is in one, also where somebody was invited or changed by hand', async () => {
    await at.signIn('ann');
    const row = await at.membership('ann');
    if (row) await at.on.store.writeAccounts((writer) => writer.putMember({ ...row, role: 'admin' }));
    await at.signIn('ann');
    expect((await at.membership('ann'))?.role).toBe('viewer');
  });

  test('let in as long as the session is the provider’s: no password of one’s own outlives them', async () => {
    const { using } = await at.signIn('ann');
    const { person } = await session(using);
    const secret = newSecret();
    const now = Date.now();
    const row = { hash: secretHash(secret), person: person?.id ?? '', by: 'password', agent: '' };
    await at.on.store.writeAccounts((writer) =>
      writer.putSession({ ...row, created: now, seen: now, expires: now + 1e7, proven: now }),
    );
    const local = browser(at.on);
    local.cookies.set('assay', secret);
    expect((await session(local)).state).toBe('signed-in');
    expect((await local.get('/api/v1/people')).status).toBe(404);
    expect((await using.get('/api/v1/people')).status).toBe(200);
  });

  test('take nothing that another provider’s groups gave', async () => {
    const { using } = await at.signIn('ann');
    const row = await at.membership('ann');
    if (!row) throw new Error('Ann is no member');
    const elsewhere = { ...row, organization: 'other', mapped: 'second' };
    await at.on.store.writeAccounts((writer) => writer.putMember(elsewhere));
    expect((await at.signIn('ann')).end).toBe('/');
    const rows = await at.on.store.accounts().memberships(row.person);
    expect(rows.map(({ organization, mapped }) => [organization, mapped])).toEqual([
      [OWN, 'corp'],
      ['other', 'second'],
    ]);
    expect((await session(using)).state).toBe('signed-in');
  });

  test('let nobody in once their provider is taken out of the settings', async () => {
    const secret = await at.invite('admin', 'other');
    const { using } = await at.join('ann', secret);
    const without = await stage({ store: at.on.store, now: Date.now });
    const later = browser(without);
    for (const [name, value] of using.cookies) later.cookies.set(name, value);
    expect((await session(using)).state).toBe('signed-in');
    expect((await session(later)).state).not.toBe('signed-in');
    await without.app.close();
  });

  test('leave an organization its only owner, who is let in no more', async () => {
    setGroups(['owners']);
    const { using } = await at.signIn('ann');
    setGroups([]);
    expect((await at.signIn('ann')).end).toBe('/sign-in?problem=not-invited');
    expect((await session(using)).state).not.toBe('signed-in');
    expect(await at.on.store.accounts().owned()).toBe(true);
    setGroups(['all']);
    await at.signIn('ann');
    expect(await at.membership('ann')).toMatchObject({ role: 'owner', mapped: 'corp' });
  });
});
