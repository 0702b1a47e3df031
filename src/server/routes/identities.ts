import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { Caller } from '../access/caller.ts';
import type { Identity, Provider } from '../access/oidc.ts';
import { mustBeFresh, renewSession } from '../access/sessions.ts';
import { identityId, mustHaveAWayIn } from '../access/ways-in.ts';
import { Elsewhere as To } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { changeAccount, signedIn } from './account.ts';
import { type Elsewhere, type Kept, logFailure, type Problem } from './elsewhere.ts';

const OWN = { person: 'It is one’s own account.' };
/** By how much a provider's clock may be behind, in milliseconds. */
const TOLERANCE = 30_000;
/** Identities that one person may have. */
const MOST = 20;

/** What somebody who is signed in comes back from a provider with. */
interface Return {
  provider: Provider;
  identity: Identity;
  caller: Caller;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Linking a provider of identities with one's own account, taking it away, and proving by it who one is. */
export function identityRoutes(declare: Declare, shared: Shared, way: Elsewhere) {
  const { now, secure, store } = shared;
  const tag = 'Account';
  const params = z.object({ provider: z.string().max(40) });

  declare(
    {
      id: 'linkIdentity',
      method: 'POST',
      path: '/account/link/:provider',
      tag,
      summary: 'Where to go to link a provider of identities with one’s own account.',
      policy: OWN,
      params,
      answer: To,
    },
    async ({ params, caller, request, reply }) => {
      const { person, session } = signedIn(caller);
      const provider = way.providerOf(params.provider);
      mustBeFresh(session, now());
      const account = { person: person.id, for: 'link' as const, since: now() };
      return { to: await way.tellTo(provider, request, reply, { next: '/account', account }) };
    },
  );

  declare(
    {
      id: 'proveElsewhere',
      method: 'POST',
      path: '/account/proof/:provider',
      tag,
      summary: 'Where to go to prove once more who one is, with a provider that knows the account.',
      policy: OWN,
      params,
      answer: To,
    },
    async ({ params, caller, request, reply }) => {
      const { person } = signedIn(caller);
      const provider = way.providerOf(params.provider);
      const account = { person: person.id, for: 'proof' as const, since: now() };
      return { to: await way.tellTo(provider, request, reply, { next: '/account', account }) };
    },
  );

  declare(
    {
      id: 'unlinkIdentity',
      method: 'DELETE',
      path: '/account/identities/:identity',
      tag,
      summary: 'Take a provider of identities off one’s own account; every other session ends.',
      policy: OWN,
      params: z.object({ identity: z.string().regex(/^[0-9a-f]{16}$/) }),
      answer: Nothing,
      status: 204,
    },
    async ({ caller, params, request }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      await changeAccount(shared, request, person, 'account.identity.unlink', async (writer, present) => {
        const row = (await writer.identities(person.id)).find((each) => identityId(each) === params.identity);
        if (!row) throw notFound('identity');
        await writer.removeIdentity(row.issuer, row.subject);
        await mustHaveAWayIn(writer, present, shared.providers);
        const provider = shared.providers.find(({ issuer }) => issuer === row.issuer);
        if (provider?.id === session.by)
          throw inUse('You signed in with it this time.', 'Sign in another way, which shows that it works.');
        if ((await writer.memberships(person.id)).some(({ mapped }) => mapped === provider?.id && provider))
          throw inUse('Its groups are what lets you in.', 'Ask an administrator to give you a role by hand.');
        await writer.removeSessions(person.id, session.hash);
      });
      return undefined;
    },
  );

  /** @returns why what they went there for did not come of it */
  return async function cameBackTo(
    account: NonNullable<Kept['account']>,
    { provider, identity, caller, request, reply }: Return,
  ): Promise<Problem | undefined> {
    // Somebody else may have signed in on this browser in the meantime.
    if (caller.kind !== 'person' || caller.person.id !== account.person) return 'too-late';
    const { person, session } = caller;
    const { issuer, subject, authenticated } = identity;
    const known = await store.accounts().identity(issuer, subject);
    if (account.for === 'link') {
      if (known) return known.person === person.id ? undefined : 'taken';
      await changeAccount(shared, request, person, 'account.identity.link', async (writer) => {
        if ((await writer.identities(person.id)).length >= MOST)
          throw inUse(`There are ${MOST} sign-in services already.`, 'Take one away first.');
        await writer.putIdentity({ issuer, subject, person: person.id, created: now() });
        await writer.removeSessions(person.id, session.hash);
      });
      return undefined;
    }
    if (known?.person !== person.id) return 'somebody-else';
    // A provider that says when it asked, and did not ask now, has proved nothing.
    if (authenticated !== undefined && authenticated < account.since - TOLERANCE) {
      logFailure(request, provider, 'failed', new Error('the provider did not ask for a proof'));
      return 'failed';
    }
    await changeAccount(shared, request, person, 'session.prove', async (writer, present) => {
      await renewSession(writer, present, session, now(), { request, reply, secure }, now());
    });
    return undefined;
  };
}

function inUse(why: string, next: string): Refusal {
  return new Refusal('conflict', why, {}, next);
}
