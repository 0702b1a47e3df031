import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { PasskeyRow } from '../../store/accounts.ts';
import { refuseMappedOnly } from '../access/group-mapping.ts';
import { type Party, partyOf } from '../access/passkeys.ts';
import { usedPasskey } from '../access/proofs.ts';
import { beginSession, mustBeFresh } from '../access/sessions.ts';
import { mustHaveAWayIn } from '../access/ways-in.ts';
import { NewPasskey, Passkey, PasskeyOptions, PasskeySignIn, SignedIn } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditSignIn } from '../audit.ts';
import { originOf } from '../guard.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { changeAccount, signedIn } from './account.ts';

const OWN = { person: 'It is one’s own account.' };
const WHY = { anyone: 'Nobody is signed in before they sign in.' };
/** Passkeys that one person may have. */
const MOST = 20;

/** Passkeys (WebAuthn): making them, taking them away, and signing in with them. */
export function passkeyRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure, tries, ceremonies } = shared;
  const tag = 'Account';

  declare(
    {
      id: 'offerPasskey',
      method: 'POST',
      path: '/account/passkeys/options',
      tag,
      summary: 'What a browser needs to make a passkey for one’s own account.',
      policy: OWN,
      answer: PasskeyOptions,
    },
    async ({ caller, request }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      const had = await store.accounts().passkeys(person.id);
      return ceremonies.offer(person, had, party(request));
    },
  );

  declare(
    {
      id: 'addPasskey',
      method: 'POST',
      path: '/account/passkeys',
      tag,
      summary: 'Keep a passkey that the browser made; every other session ends.',
      policy: OWN,
      body: NewPasskey,
      answer: Passkey,
      status: 201,
    },
    async ({ caller, body, request }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      const made = await ceremonies.made(person, body.state, body.response, party(request));
      const { name } = body;
      const row: PasskeyRow = { ...made, person: person.id, name, created: now(), used: undefined };
      await changeAccount(shared, request, person, 'account.passkey.add', async (writer) => {
        if (await writer.passkey(row.id))
          throw new Refusal('conflict', 'This passkey is kept already.', {}, 'Sign in with it.');
        if ((await writer.passkeys(person.id)).length >= MOST)
          throw new Refusal('conflict', `There are ${MOST} passkeys already.`, {}, 'Take one away first.');
        await writer.putPasskey(row);
        await writer.removeSessions(person.id, session.hash);
      });
      return { id: row.id, name, created: formatInstant(row.created) };
    },
  );

  declare(
    {
      id: 'removePasskey',
      method: 'DELETE',
      path: '/account/passkeys/:passkey',
      tag,
      summary: 'Take one of one’s own passkeys away; every other session ends.',
      policy: OWN,
      params: z.object({ passkey: z.string().min(1).max(1_400) }),
      answer: Nothing,
      status: 204,
    },
    async ({ caller, params, request }) => {
      const { person, session } = signedIn(caller);
      mustBeFresh(session, now());
      await changeAccount(shared, request, person, 'account.passkey.remove', async (writer, present) => {
        if (!(await writer.removePasskey(person.id, params.passkey))) throw notFound('passkey');
        await mustHaveAWayIn(writer, present, shared.providers);
        await writer.removeSessions(person.id, session.hash);
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'askForPasskey',
      method: 'POST',
      path: '/session/passkey/options',
      tag: 'Signing in',
      summary: 'What a browser needs to sign in with a passkey.',
      policy: WHY,
      answer: PasskeyOptions,
    },
    ({ request }) => ceremonies.ask(party(request)),
  );

  declare(
    {
      id: 'signInWithPasskey',
      method: 'POST',
      path: '/session/passkey',
      tag: 'Signing in',
      summary: 'Sign in with a passkey; it is both factors at once.',
      policy: WHY,
      body: PasskeySignIn,
      answer: SignedIn,
    },
    async ({ body, request, reply }) => {
      await tries.spend(request.ip, now());
      const where = party(request);
      const use = await usedPasskey(ceremonies, store.accounts(), body, where, now);
      await store.writeAccounts(async (writer) => {
        const person = await use(writer);
        await refuseMappedOnly(writer, person.id, 'passkey');
        await beginSession(writer, person, 'passkey', now(), { request, reply, secure });
        await auditSignIn(writer, person, request, now(), 'passkey');
      });
      return { state: 'signed-in' as const };
    },
  );

  function party(request: FastifyRequest): Party {
    // The guard lets nothing through that has opened the server under another origin.
    return partyOf(originOf(request, shared.url) ?? '');
  }
}
