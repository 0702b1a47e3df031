import type { z } from 'zod';
import { OWN } from '../../intake/organization.ts';
import { Refusal } from '../../records/refusal.ts';
import type { PersonRow } from '../../store/accounts.ts';
import { accessTo } from '../access/caller.ts';
import { refuseMappedOnly } from '../access/group-mapping.ts';
import { namesAbout, passwordHash, passwordMatches } from '../access/password.ts';
import { newPerson } from '../access/person.ts';
import { secondFactorFits } from '../access/second-factor.ts';
import { sameHash, secretHash } from '../access/secret.ts';
import { beginSession, forgetCookie, renewSession } from '../access/sessions.ts';
import { Acceptance, FirstOwner, Session, SignedIn, SignIn } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow, auditSignIn } from '../audit.ts';
import type { Declare } from '../operation.ts';

const WHY = 'Nobody is signed in before they sign in.';

/** Signing in and out, the first owner, and invitations. */
export function sessionRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure, key, first, mayBeAlone, tries } = shared;

  declare(
    {
      id: 'getSession',
      method: 'GET',
      path: '/session',
      tag: 'Signing in',
      summary: 'Who is signed in, what they may do, and how one could sign in.',
      policy: { anyone: WHY },
      answer: Session,
    },
    async ({ caller }) => {
      const known = await store.organizations();
      const signedIn = caller.kind === 'person' || caller.kind === 'alone';
      const state = signedIn ? 'signed-in' : (await store.accounts().owned()) ? 'signed-out' : 'first';
      const role = (id: string) =>
        caller.kind === 'person'
          ? (caller.memberships.find(({ organization }) => organization === id)?.role ?? null)
          : caller.kind === 'alone'
            ? ('owner' as const)
            : null;
      return {
        state: state as 'first' | 'signed-out' | 'signed-in',
        mayBeAlone: state === 'first' && mayBeAlone,
        providers: shared.providers.map(({ id, name }) => ({ id, name })),
        person: signedIn
          ? {
              id: caller.actor.id,
              name: caller.actor.name,
              email: caller.kind === 'person' ? (caller.person.email ?? null) : null,
              alone: caller.kind === 'alone',
            }
          : null,
        organizations: known.flatMap((row) => {
          const access = accessTo(caller, row);
          if (!access) return [];
          const teams = 'teams' in access.reach ? [...access.reach.teams] : [];
          const { id, name, example } = row;
          return [{ id, name, example, role: role(id), abilities: [...access.abilities], teams }];
        }),
      };
    },
  );

  declare(
    {
      id: 'signIn',
      method: 'POST',
      path: '/session',
      tag: 'Signing in',
      summary: 'Sign in with e-mail and password, and a second factor where there is one.',
      policy: { anyone: WHY },
      body: SignIn,
      answer: SignedIn,
    },
    async ({ body, request, reply }) => {
      await tries.spend(`${request.ip}`, now());
      await tries.spend(body.email.toLowerCase(), now());
      const found = await store.accounts().personByEmail(body.email);
      const right = await passwordMatches(found?.password, body.password);
      if (!found || !right || found.disabled) {
        throw new Refusal(
          'unauthenticated',
          'E-mail and password do not fit together.',
          {},
          'Check both; an administrator can invite you anew.',
        );
      }
      if (found.totp !== undefined && body.code === undefined) return { state: 'second-factor' as const };
      await store.writeAccounts(async (writer) => {
        await refuseMappedOnly(writer, found.id, 'password');
        const person = found.totp === undefined ? found : await factored(writer, found, body.code ?? '');
        await beginSession(writer, person, 'password', now(), { request, reply, secure });
        await auditSignIn(writer, person, request, now(), 'password');
      });
      return { state: 'signed-in' as const };
    },
  );

  async function factored(
    writer: Parameters<Parameters<typeof store.writeAccounts>[0]>[0],
    found: PersonRow,
    code: string,
  ): Promise<PersonRow> {
    // Read again: the same code must not serve twice, even at the same time.
    const person = (await writer.person(found.id)) ?? found;
    const after = secondFactorFits(person, code, key, now());
    if (!after)
      throw new Refusal(
        'unauthenticated',
        'This code does not fit.',
        { field: 'code' },
        'Wait for the next one.',
      );
    await writer.putPerson(after);
    return after;
  }

  declare(
    {
      id: 'signOut',
      method: 'DELETE',
      path: '/session',
      tag: 'Signing in',
      summary: 'Sign out on this browser.',
      policy: { person: 'Only one’s own session ends.' },
      answer: Nothing,
      status: 204,
    },
    async ({ caller, reply }) => {
      if (caller.kind === 'person')
        await store.writeAccounts((writer) => writer.removeSession(caller.session.hash));
      forgetCookie(reply, secure);
      // What the browser kept of what was shown goes, too. (W3C Clear Site Data)
      reply.header('clear-site-data', '"cache"');
      return undefined;
    },
  );

  declare(
    {
      id: 'useAlone',
      method: 'POST',
      path: '/setup/alone',
      tag: 'Signing in',
      summary: 'Use Assay on this machine without an account, as long as nobody owns it.',
      policy: {
        anyone: 'Nobody has an account yet; it is refused unless the server listens to this machine only.',
      },
      answer: SignedIn,
    },
    async () => {
      await store.writeAccounts(async (writer) => {
        if (!mayBeAlone || (await writer.owned())) throw taken();
        await writer.setAlone(true);
      });
      return { state: 'signed-in' as const };
    },
  );

  declare(
    {
      id: 'makeOwner',
      method: 'POST',
      path: '/setup/owner',
      tag: 'Signing in',
      summary:
        'Make the account of the first owner, with the link that the server printed at its first start.',
      policy: { anyone: 'Nobody has an account yet; the link’s secret is asked for.' },
      body: FirstOwner,
      answer: SignedIn,
      status: 201,
    },
    async ({ body, caller, request, reply }) => {
      const right = body.secret !== undefined && sameHash(secretHash(body.secret), secretHash(first));
      if (!right && caller.kind !== 'alone') throw taken();
      const names = namesAbout(body.email, await store.organizations());
      const password = await passwordHash(body.password, names);
      const person = newPerson(body.name, body.email, password, now());
      await store.writeAccounts(async (writer) => {
        if (await writer.owned()) throw taken();
        await writer.putPerson(person);
        await writer.putMember({
          organization: OWN,
          person: person.id,
          role: 'owner',
          teams: [],
          created: now(),
        });
        // From now on a sign-in is asked for, also on this machine.
        await writer.setAlone(false);
        await writer.addAudit(
          OWN,
          auditRow(request, now(), 'owner.make', `person ${person.id}`, { name: person.name }),
        );
        await beginSession(writer, person, 'password', now(), { request, reply, secure });
      });
      return { state: 'signed-in' as const };
    },
  );

  declare(
    {
      id: 'acceptInvitation',
      method: 'POST',
      path: '/invitations/accept',
      tag: 'Signing in',
      summary: 'Become a member by an invitation: with a new account, or with the one that is signed in.',
      policy: { anyone: 'Whoever is invited has no account yet; the link’s secret is asked for.' },
      body: Acceptance,
      answer: SignedIn,
      status: 201,
    },
    async ({ body, caller, request, reply }) => {
      await tries.spend(`${request.ip}`, now());
      const { name, email, password } = body;
      const signedIn = caller.kind === 'person' ? caller.person : undefined;
      if (!signedIn && (name === undefined || email === undefined || password === undefined)) {
        throw new Refusal(
          'usage',
          'A new account needs a name, an e-mail and a password.',
          {},
          'Give all three, or sign in first.',
        );
      }
      const fresh = signedIn ? undefined : await invited(body, secretHash(body.secret));
      await store.writeAccounts(async (writer) => {
        const invitation = await writer.invitation(secretHash(body.secret));
        if (!invitation || invitation.expires <= now()) throw taken();
        const person = signedIn ?? fresh;
        if (!person) throw taken();
        if (fresh) {
          if (await writer.personByEmail(email ?? '')) {
            throw new Refusal(
              'conflict',
              'There is an account with this e-mail.',
              { field: 'email' },
              'Sign in with it first, then open the link again.',
            );
          }
          await writer.putPerson(fresh);
        }
        const { organization, role, teams } = invitation;
        const before = (await writer.memberships(person.id)).find((row) => row.organization === organization);
        if (before)
          throw new Refusal(
            'conflict',
            'You are a member already.',
            {},
            'An administrator can change your role.',
          );
        await writer.putMember({ organization, person: person.id, role, teams, created: now() });
        await writer.removeInvitation(organization, invitation.id);
        const row = auditRow(request, now(), 'invitation.accept', `person ${person.id}`, {
          name: person.name,
          role,
          teams,
        });
        await writer.addAudit(organization, row);
        // A role came: the session is renewed.
        const exchange = { request, reply, secure };
        if (caller.kind === 'person') await renewSession(writer, person, caller.session, now(), exchange);
        else await beginSession(writer, person, 'password', now(), exchange);
      });
      return { state: 'signed-in' as const };
    },
  );

  async function invited(
    { name = '', email = '', password = '' }: z.output<typeof Acceptance>,
    hash: string,
  ): Promise<PersonRow> {
    // Whoever has no invitation learns no organization's name.
    const to = (await store.accounts().invitation(hash))?.organization;
    const theirs = (await store.organizations()).filter(({ id }) => id === to);
    return newPerson(name, email, await passwordHash(password, namesAbout(email, theirs)), now());
  }
}

function taken(): Refusal {
  return new Refusal(
    'forbidden',
    'This link is no longer good.',
    {},
    'Sign in, or ask an administrator for an invitation.',
  );
}
