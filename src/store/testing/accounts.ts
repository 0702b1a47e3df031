import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRow, PersonRow, TokenRow } from '../accounts.ts';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  name: `Person ${id}`,
  email: `${id}@example.org`,
  created: 1,
  disabled: false,
  password: undefined,
  totp: undefined,
  totpStep: 0,
  recovery: [],
  ...more,
});
const token = (id: string, more: Partial<TokenRow> = {}): TokenRow => ({
  organization: 'a',
  id,
  name: 'Pipeline',
  hash: 'h',
  verbs: ['import'],
  systems: ['s'],
  by: 'p',
  created: 1,
  expires: 10,
  used: undefined,
  ...more,
});
const audit = (id: string, at: number, more: Partial<AuditRow> = {}): AuditRow => ({
  id,
  at,
  actor: { kind: 'person', id: 'p', name: 'Person p' },
  action: 'token.add',
  target: 'token t',
  detail: { verbs: ['import'] },
  address: '10.0.0.1',
  ...more,
});

/** What every store must do with people and with what lets them and machines in, run over both. */
export function accounts(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, (writer) => writer.putOrganization(make.organization(id)));
    });
    afterEach(() => store.close());

    test('a person comes back as put, by id and by e-mail in any case; a second put replaces', async () => {
      const full = person('p', { password: '$argon2id$', totp: 'sealed', totpStep: 7, recovery: ['x', 'y'] });
      await store.writeAccounts(async (writer) => {
        await writer.putPerson(person('p', { name: 'Before' }));
        await writer.putPerson(full);
        await writer.putPerson(person('q', { email: undefined }));
      });
      expect(await store.accounts().person('p')).toEqual(full);
      expect(await store.accounts().personByEmail('P@EXAMPLE.org')).toEqual(full);
      expect(await store.accounts().personByEmail('q@example.org')).toBeUndefined();
    });

    test('one e-mail is one person, and a transaction that breaks leaves nothing', async () => {
      const twice = store.writeAccounts(async (writer) => {
        await writer.putPerson(person('p'));
        await writer.putPerson(person('q', { email: 'P@example.org' }));
      });
      await expect(twice).rejects.toThrow();
      expect(await store.accounts().person('p')).toBeUndefined();
    });

    test('an identity is known by issuer and subject, and belongs to one person', async () => {
      const identity = { issuer: 'https://id.example', subject: '1', person: 'p', created: 1 };
      await store.writeAccounts((writer) => writer.putIdentity(identity));
      expect(await store.accounts().identity('https://id.example', '1')).toEqual(identity);
      expect(await store.accounts().identity('https://other.example', '1')).toBeUndefined();
      await expect(
        store.writeAccounts((writer) => writer.putIdentity({ ...identity, person: 'q' })),
      ).rejects.toThrow();
      await store.writeAccounts(async (writer) => {
        expect(await writer.removeIdentity('https://other.example', '1')).toBe(false);
        expect(await writer.removeIdentity('https://id.example', '1')).toBe(true);
      });
      expect(await store.accounts().identities('p')).toEqual([]);
    });

    test('sessions end one by one, all but one, or by time', async () => {
      const session = (hash: string, expires: number) => ({
        hash,
        person: 'p',
        by: 'password',
        agent: 'Browser',
        created: 1,
        seen: expires,
        expires,
        proven: 1,
        sid: hash === 's1' ? 'at the provider' : undefined,
      });
      await store.writeAccounts(async (writer) => {
        for (const [index, hash] of ['s1', 's2', 's3', 's4'].entries())
          await writer.putSession(session(hash, 10 * (index + 1)));
      });
      expect((await store.accounts().sessions('p')).map(({ hash }) => hash)).toEqual([
        's4',
        's3',
        's2',
        's1',
      ]);
      await store.writeAccounts(async (writer) => {
        await writer.putSession({ ...session('s1', 15) });
        await writer.removeExpired(16);
        expect(await writer.removeSession('s2')).toBe(true);
        expect(await writer.removeSession('s2')).toBe(false);
        expect(await writer.removeSessions('p', 's4')).toBe(1);
      });
      expect((await store.accounts().sessions('p')).map(({ hash }) => hash)).toEqual(['s4']);
      expect(await store.accounts().session('s1')).toBeUndefined();
    });

    test('sessions of a provider end by its own name for them, or all of a person’s until then', async () => {
      const session = (hash: string, person: string, created: number, sid?: string) => ({
        hash,
        person,
        by: hash.startsWith('own') ? 'password' : 'corp',
        agent: '',
        created,
        seen: created,
        expires: 100,
        proven: created,
        sid,
      });
      await store.writeAccounts(async (writer) => {
        for (const row of [
          session('a1', 'p', 1, 'one'),
          session('a2', 'p', 5, 'two'),
          session('a3', 'p', 9),
          session('own', 'p', 1, 'one'),
          session('b1', 'q', 1, 'three'),
        ])
          await writer.putSession(row);
        expect(await writer.removeSessionsBy('corp', { sid: 'one', until: 0 })).toEqual(['p']);
        expect(await writer.removeSessionsBy('corp', { sid: 'three', person: 'p', until: 0 })).toEqual([]);
        expect(await writer.removeSessionsBy('corp', { person: 'p', until: 5 })).toEqual(['p']);
      });
      const left = async (person: string) =>
        (await store.accounts().sessions(person)).map(({ hash }) => hash);
      expect([await left('p'), await left('q')]).toEqual([['a3', 'own'], ['b1']]);
    });

    test('a change of an account raises the revision that open pages follow, of that organization only', async () => {
      const revisions = () => Promise.all(['a', 'b'].map((id) => store.reader(id).revision()));
      const [a = 0, b = 0] = await revisions();
      await store.writeAccounts((writer) => writer.raise('a'));
      expect(await revisions()).toEqual([a + 1, b]);
    });

    test('members, invitations, tokens and trusts are an organization’s own', async () => {
      const member = {
        organization: 'a',
        person: 'p',
        role: 'contributor' as const,
        teams: ['t'],
        created: 2,
        mapped: 'corp',
      };
      const invitation = {
        organization: 'a',
        id: 'i',
        hash: 'ih',
        name: 'Somebody',
        role: 'viewer' as const,
        teams: [],
        by: 'p',
        created: 1,
        expires: 9,
      };
      const trust = {
        organization: 'a',
        id: 'r',
        name: 'Pipelines',
        issuer: 'https://ci.example',
        audience: 'assay',
        claims: { repository: 'acme/*' },
        verbs: ['import' as const],
        systems: undefined,
        by: 'p',
        created: 1,
      };
      await store.writeAccounts(async (writer) => {
        await writer.putPerson(person('p'));
        await writer.putMember({ ...member, role: 'viewer', teams: [], mapped: undefined });
        await writer.putMember(member);
        await writer.putInvitation(invitation);
        await writer.putToken(token('k'));
        await writer.putToken(token('k', { used: 5, name: 'ignored' }));
        await writer.putTrust(trust);
        await writer.putTrust({ ...trust, organization: 'b', systems: ['x'] });
      });
      const read = store.accounts();
      expect(await read.memberships('p')).toEqual([member]);
      expect(await read.members('a')).toEqual([{ ...member, name: 'Person p', email: 'p@example.org' }]);
      expect(await read.members('b')).toEqual([]);
      expect(await read.invitation('ih')).toEqual(invitation);
      expect(await read.token('k')).toEqual(token('k', { used: 5 }));
      expect(await read.tokens('b')).toEqual([]);
      expect((await read.trusts('https://ci.example')).map(({ organization }) => organization)).toEqual([
        'a',
        'b',
      ]);
      expect(await read.trustsOf('a')).toEqual([trust]);
      await store.writeAccounts(async (writer) => {
        expect(await writer.removeToken('b', 'k')).toBe(false);
        expect(await writer.removeToken('a', 'k')).toBe(true);
        expect(await writer.removeInvitation('a', 'i')).toBe(true);
        expect(await writer.removeTrust('a', 'r')).toBe(true);
        expect(await writer.removeMember('a', 'p')).toBe(true);
      });
      expect(await store.accounts().memberships('p')).toEqual([]);
    });

    test('somebody owns it once an enabled person is an owner', async () => {
      const owner = { organization: 'a', person: 'p', role: 'owner' as const, teams: [], created: 1 };
      expect(await store.accounts().owned()).toBe(false);
      await store.writeAccounts(async (writer) => {
        await writer.putPerson(person('p', { disabled: true }));
        await writer.putMember(owner);
      });
      expect(await store.accounts().owned()).toBe(false);
      await store.writeAccounts((writer) => writer.putPerson(person('p')));
      expect(await store.accounts().owned()).toBe(true);
      expect(await store.accounts().alone()).toBe(false);
      await store.writeAccounts((writer) => writer.setAlone(true));
      expect(await store.accounts().alone()).toBe(true);
    });

    test('who is erased is forgotten, and what they did stays under another name', async () => {
      const named = (id: string, name: string) => ({ kind: 'person' as const, id, name });
      await store.writeAccounts(async (writer) => {
        for (const id of ['p', 'q']) {
          await writer.putPerson(person(id));
          for (const organization of ['a', 'b'])
            await writer.putMember({ organization, person: id, role: 'viewer', teams: [], created: 1 });
          await writer.putIdentity({ issuer: 'https://idp', subject: id, person: id, created: 1 });
          await writer.addAudit('a', audit(`did ${id}`, 1, { actor: named(id, `Person ${id}`) }));
          await writer.putToken(token(id, { by: `Person ${id}` }));
        }
        const target = 'person p';
        await writer.addAudit(
          'b',
          audit('named', 2, { actor: named('q', 'Person q'), target, detail: { name: 'Person p' } }),
        );
        await writer.addAudit(
          'b',
          audit('kept', 3, { actor: named('q', 'Person q'), target, detail: { to: 'owner' } }),
        );
      });
      await store.write('a', async (writer) => {
        await writer.putContacts('shop', [
          { kind: 'owner', name: 'Person p', reach: 'p@example.org' },
          { kind: 'owner', name: 'Person q', reach: '#q' },
        ]);
        const asked = make.exemptionRequest('1', { by: 'Person q', decidedBy: 'Person p' });
        await writer.putExemptionRequest(asked);
        await writer.putExemptionRequest({ ...asked, id: '2', by: 'Person p', decidedBy: undefined });
      });
      expect(await store.writeAccounts((writer) => writer.erasePerson('p', 'Erased 1', 9))).toBe(true);
      const asked = await store.reader('a').exemptionRequests();
      expect(asked.map(({ by, decidedBy }) => [by, decidedBy])).toEqual([
        ['Person q', 'Erased 1'],
        ['Erased 1', undefined],
      ]);
      expect((await store.reader('a').contacts('shop')).map(({ name, reach }) => [name, reach])).toEqual([
        ['Erased 1', undefined],
        ['Person q', '#q'],
      ]);
      const read = store.accounts();
      expect(await read.person('p')).toBeUndefined();
      expect(await read.personByEmail('p@example.org')).toBeUndefined();
      expect([await read.identities('p'), await read.memberships('p'), await read.sessions('p')]).toEqual([
        [],
        [],
        [],
      ]);
      const all = { limit: 10 };
      const [rows, others] = [await read.audit('a', {}, all), await read.audit('b', {}, all)];
      expect(rows.rows.map(({ actor, address }) => [actor.name, address])).toEqual([
        ['Person q', '10.0.0.1'],
        ['Erased 1', undefined],
      ]);
      expect(others.rows.map(({ actor, detail }) => [actor.name, detail])).toEqual([
        ['Person q', { to: 'owner' }],
        ['Person q', {}],
      ]);
      expect((await read.tokens('a')).map(({ by }) => by)).toEqual(['Erased 1', 'Person q']);
      expect((await read.members('a')).map((row) => row.person)).toEqual(['q']);
      expect(await store.writeAccounts((writer) => writer.erasePerson('p', 'Erased 1', 9))).toBe(false);
    });

    test('of two people of one name only the account is told apart from what each made', async () => {
      await store.writeAccounts(async (writer) => {
        for (const id of ['p', 'q']) await writer.putPerson(person(id, { name: 'Same' }));
        await writer.putToken(token('t', { by: 'Same' }));
        await writer.erasePerson('p', 'Erased 1', 9);
      });
      expect((await store.accounts().tokens('a')).map(({ by }) => by)).toEqual(['Same']);
    });

    test('the audit log is paged newest first, filtered, and cannot be changed', async () => {
      await store.write('a', async (writer) => {
        await writer.addAudit(audit('1', 1));
        await writer.addAudit(audit('2', 2, { action: 'system.put', address: undefined }));
        await writer.addAudit(audit('3', 3, { actor: { kind: 'token', id: 'k', name: 'Pipeline' } }));
      });
      const read = store.accounts();
      const all = await read.audit('a', {}, { limit: 2 });
      expect(all.rows.map(({ id }) => id)).toEqual(['3', '2']);
      expect(all.rows[1]).toEqual(audit('2', 2, { action: 'system.put', address: undefined }));
      expect(
        (await read.audit('a', {}, { limit: 2, after: all.next ?? '' })).rows.map(({ id }) => id),
      ).toEqual(['1']);
      expect((await read.audit('a', { action: 'token.add' }, { limit: 9 })).rows).toHaveLength(2);
      expect((await read.audit('a', { actor: 'k' }, { limit: 9 })).rows).toHaveLength(1);
      expect((await read.audit('b', {}, { limit: 9 })).rows).toEqual([]);
      await expect(store.writeAccounts((writer) => writer.addAudit('a', audit('1', 9)))).rejects.toThrow();
    });

    test('an organization that is removed takes its members, tokens, jobs and audit log with it', async () => {
      await store.writeAccounts(async (writer) => {
        await writer.putPerson(person('p'));
        await writer.putMember({ organization: 'a', person: 'p', role: 'owner', teams: [], created: 1 });
        await writer.putToken(token('k'));
        await writer.addAudit('a', audit('1', 1));
      });
      await store.removeOrganization('a');
      expect(await store.accounts().memberships('p')).toEqual([]);
      expect(await store.accounts().token('k')).toBeUndefined();
      expect((await store.accounts().audit('a', {}, { limit: 9 })).rows).toEqual([]);
    });

    test('subscriptions and notes come back as put', async () => {
      const row = {
        id: 'h',
        name: 'Chat',
        url: 'https://chat.example/hook',
        events: ['dev.assay.level.changed'],
        secret: 2,
        rotated: 4,
        enabled: true,
        created: 1,
      };
      await store.write('a', async (writer) => {
        await writer.putSubscription({ ...row, secret: 1, rotated: undefined });
        await writer.putSubscription(row);
        await writer.putNote('levels', '{}');
        await writer.putNote('levels', '{"s":1}');
      });
      expect(await store.reader('a').subscriptions()).toEqual([row]);
      expect(await store.reader('b').subscriptions()).toEqual([]);
      expect(await store.reader('a').note('levels')).toBe('{"s":1}');
      expect(await store.reader('b').note('levels')).toBeUndefined();
      expect(await store.write('a', (writer) => writer.removeSubscription('h'))).toBe(true);
    });
  });
}
