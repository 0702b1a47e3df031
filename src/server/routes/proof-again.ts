import type { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, PersonRow } from '../../store/accounts.ts';
import { partyOf } from '../access/passkeys.ts';
import { passwordMatches } from '../access/password.ts';
import { usedPasskey } from '../access/proofs.ts';
import { secondFactorFits } from '../access/second-factor.ts';
import { renewSession } from '../access/sessions.ts';
import { ProofAgain, SignedIn } from '../api/access.ts';
import type { Shared } from '../app.ts';
import { originOf } from '../guard.ts';
import type { Declare } from '../operation.ts';
import { changeAccount, signedIn } from './account.ts';

/** Proving once more who one is, before what one signs in with is changed. */
export function proofAgainRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure, key, tries, ceremonies } = shared;

  declare(
    {
      id: 'proveAgain',
      method: 'POST',
      path: '/account/proof',
      tag: 'Account',
      summary: 'Prove once more who one is, by password, code or passkey; it counts for five minutes.',
      policy: { person: 'It is one’s own account.' },
      body: ProofAgain,
      answer: SignedIn,
    },
    async ({ caller, body, request, reply }) => {
      const { person, session } = signedIn(caller);
      await tries.spend(person.id, now());
      const use = await proven(person, body, originOf(request, shared.url) ?? '');
      await changeAccount(shared, request, person, 'session.prove', async (writer, present) => {
        await use(writer, present);
        // A proof is a sign-in: the secret that was known before it is worth nothing after. (ASVS 5.0, 7.2.4)
        await renewSession(writer, present, session, now(), { request, reply, secure }, now());
      });
      return { state: 'signed-in' as const };
    },
  );

  /** @returns what the proof uses up, in the transaction that rests on it */
  async function proven(
    person: PersonRow,
    body: z.output<typeof ProofAgain>,
    origin: string,
  ): Promise<(writer: AccountWriter, present: PersonRow) => Promise<void>> {
    if ('password' in body) {
      if (!(await passwordMatches(person.password, body.password))) throw wrong('password');
      return async () => undefined;
    }
    if ('code' in body) {
      return async (writer, present) => {
        const after = secondFactorFits(present, body.code, key, now());
        if (!after) throw wrong('code');
        await writer.putPerson(after);
      };
    }
    const use = await usedPasskey(ceremonies, store.accounts(), body, partyOf(origin), now);
    return async (writer) => {
      if ((await use(writer)).id !== person.id) throw wrong('passkey');
    };
  }
}

function wrong(field: 'password' | 'code' | 'passkey'): Refusal {
  return new Refusal(
    'forbidden',
    `This ${field} is not yours.`,
    { field },
    'Try again, or give something else.',
  );
}
