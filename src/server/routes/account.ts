import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, PersonRow } from '../../store/accounts.ts';
import type { Caller } from '../access/caller.ts';
import { namesAbout, passwordHash, passwordMatches } from '../access/password.ts';
import { signIn } from '../access/policy.ts';
import { seal, unseal } from '../access/seal.ts';
import { newRecoveryCodes, newTotp, sealTotp, totpStep } from '../access/second-factor.ts';
import { mustBeFresh, renewSession } from '../access/sessions.ts';
import { identityId } from '../access/ways-in.ts';
import {
  Account,
  NameChange,
  PasswordChange,
  RecoveryCodes,
  SignedIn,
  TotpConfirm,
  TotpOffer,
} from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

const OWN = { person: 'It is one’s own account.' };
/** How long an authenticator that was offered can be confirmed, in milliseconds. */
const OFFER = 15 * 60_000;
const Offer = z.object({ person: z.string(), secret: z.string(), until: z.number() });

/** One's own account: password, second factor, sessions. Passkeys are in `passkeys.ts`. */
export function accountRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure, key, tries } = shared;
  const tag = 'Account';

  declare(
    {
      id: 'getAccount',
      method: 'GET',
      path: '/account',
      tag,
      summary: 'One’s own account, what it signs in with, and where it is signed in.',
      policy: OWN,
      answer: Account,
    },
    async ({ caller }) => {
      const { person, session } = signedIn(caller);
      const read = store.accounts();
      const [passkeys, identities, sessions] = await Promise.all([
        read.passkeys(person.id),
        read.identities(person.id),
        read.sessions(person.id),
      ]);
      return {
        id: person.id,
        name: person.name,
        email: person.email ?? null,
        password: person.password !== undefined,
        totp: person.totp !== undefined,
        recoveryCodes: person.recovery.length,
        passkeys: passkeys.map(({ id, name, created, used }) => ({
          id,
          name,
          created: formatInstant(created),
          used: used === undefined ? null : formatInstant(used),
        })),
        identities: identities.map(({ issuer, subject, created }) => ({
          id: identityId({ issuer, subject }),
          issuer,
          subject,
          provider: shared.providers.find((each) => each.issuer === issuer)?.id ?? null,
          created: formatInstant(created),
        })),
        sessions: sessions.map((row) => ({
          id: row.hash.slice(0, 16),
          by: row.by,
          agent: row.agent,
          created: formatInstant(row.created),
          seen: formatInstant(row.seen),
          current: row.hash === session.hash,
        })),
      };
    },
  );

  declare(
    {
      id: 'changeName',
      method: 'PUT',
      path: '/account/name',
      tag,
      summary: 'Change what others call one by.',
      policy: OWN,
      body: NameChange,
      answer: Nothing,
      status: 204,
    },
    async ({ caller, body, request }) => {
      const { person } = signedIn(caller);
      await changeAccount(shared, request, person, 'account.name', (writer, present) =>
        writer.putPerson({ ...present, name: body.name }),
      );
      return undefined;
    },
  );

  declare(
    {
      id: 'changePassword',
      method: 'PUT',
      path: '/account/password',
      tag,
      summary: 'Set one’s own password; every other session ends.',
      policy: OWN,
      body: PasswordChange,
      answer: SignedIn,
    },
    async ({ caller, body, request, reply }) => {
      const { person, session } = signedIn(caller);
      await tries.spend(person.id, now());
      if (person.password === undefined) mustBeFresh(session, now());
      else await prove(person, body.current);
      const own = new Set(caller.kind === 'person' ? caller.memberships.map((row) => row.organization) : []);
      const theirs = (await store.organizations()).filter(({ id }) => own.has(id));
      const password = await passwordHash(body.password, namesAbout(person.email, theirs));
      await changeAccount(shared, request, person, 'account.password', async (writer, present) => {
        await writer.putPerson({ ...present, password });
        await writer.removeSessions(person.id);
        const proven = person.password === undefined ? session.proven : now();
        await renewSession(writer, present, session, now(), { request, reply, secure }, proven);
      });
      return { state: 'signed-in' as const };
    },
  );

  declare(
    {
      id: 'offerTotp',
      method: 'POST',
      path: '/account/totp',
      tag,
      summary: 'A secret for an authenticator; it counts once its first code is given.',
      policy: OWN,
      answer: TotpOffer,
    },
    async ({ caller }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      const { secret, uri } = newTotp(person.email ?? person.name);
      const offer = { person: person.id, secret, until: now() + OFFER };
      return { secret, uri, state: seal(key, 'totp offer', JSON.stringify(offer)) };
    },
  );

  declare(
    {
      id: 'confirmTotp',
      method: 'PUT',
      path: '/account/totp',
      tag,
      summary:
        'Turn the authenticator on with its first code; answers recovery codes, which are not shown again.',
      policy: OWN,
      body: TotpConfirm,
      answer: RecoveryCodes,
    },
    async ({ caller, body, request, reply }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      await tries.spend(person.id, now());
      const text = unseal(key, 'totp offer', body.state);
      const offer = text === undefined ? undefined : Offer.parse(JSON.parse(text));
      if (!offer || offer.person !== person.id || offer.until <= now())
        throw new Refusal('invalid', 'This offer is over.', { field: 'state' }, 'Begin again.');
      const step = totpStep(offer.secret, body.code, 0, now());
      if (step === undefined)
        throw new Refusal(
          'invalid',
          'This code does not fit.',
          { field: 'code' },
          'Check the clock of the device, and take the next code.',
        );
      const { codes, hashes } = newRecoveryCodes();
      await changeAccount(shared, request, person, 'account.totp.on', async (writer, present) => {
        await writer.putPerson({
          ...present,
          totp: sealTotp(key, offer.secret),
          totpStep: step,
          recovery: hashes,
        });
        await writer.removeSessions(person.id);
        await renewSession(writer, present, session, now(), { request, reply, secure });
      });
      return { codes };
    },
  );

  declare(
    {
      id: 'removeTotp',
      method: 'DELETE',
      path: '/account/totp',
      tag,
      summary: 'Turn the authenticator off; every other session ends.',
      policy: OWN,
      answer: Nothing,
      status: 204,
    },
    async ({ caller, request }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      await changeAccount(shared, request, person, 'account.totp.off', async (writer, present) => {
        await writer.putPerson({ ...present, totp: undefined, totpStep: 0, recovery: [] });
        await writer.removeSessions(person.id, session.hash);
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'endSession',
      method: 'DELETE',
      path: '/account/sessions/:session',
      tag,
      summary: 'End one of one’s own sessions.',
      policy: OWN,
      params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }),
      answer: Nothing,
      status: 204,
    },
    async ({ caller, params }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      const ended = await store.writeAccounts(async (writer) => {
        const row = (await writer.sessions(person.id)).find(({ hash }) => hash.startsWith(params.session));
        for (const { organization } of await writer.memberships(person.id)) await writer.raise(organization);
        return row !== undefined && (await writer.removeSession(row.hash));
      });
      if (!ended) throw notFound('session');
      return undefined;
    },
  );

  async function prove(person: PersonRow, password: string | undefined): Promise<void> {
    if (await passwordMatches(person.password, password ?? '')) return;
    throw new Refusal('forbidden', 'This is not your password.', { field: 'password' }, 'Type it again.');
  }
}

/** A change to one's own account, told to every organization that the person is a member of. */
export async function changeAccount(
  { store, now }: Pick<Shared, 'store' | 'now'>,
  request: FastifyRequest,
  person: PersonRow,
  action: string,
  work: (writer: AccountWriter, present: PersonRow) => Promise<void>,
): Promise<void> {
  await store.writeAccounts(async (writer) => {
    await work(writer, (await writer.person(person.id)) ?? person);
    for (const { organization } of await writer.memberships(person.id)) {
      await writer.addAudit(organization, auditRow(request, now(), action, `person ${person.id}`));
      await writer.raise(organization);
    }
  });
}

/** @throws Refusal `unauthenticated` */
export function signedIn(caller: Caller): Extract<Caller, { kind: 'person' }> {
  if (caller.kind !== 'person') throw signIn();
  return caller;
}
