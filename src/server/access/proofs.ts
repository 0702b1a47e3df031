import type { Instant } from '../../records/instant.ts';
import type { AccountReader, AccountWriter, PersonRow } from '../../store/accounts.ts';
import { isReplay, over, type Party, type Passkeys, unfit } from './passkeys.ts';

/**
 * What a browser answered with a passkey, checked.
 * @returns counts the use in the transaction that rests on it, and says whose passkey it is
 * @throws Refusal `unauthenticated`, here and there
 */
export async function usedPasskey(
  ceremonies: Passkeys,
  read: AccountReader,
  { state, response }: { state: string; response: unknown },
  party: Party,
  now: () => Instant,
): Promise<(writer: AccountWriter) => Promise<PersonRow>> {
  const answer = ceremonies.answered(state, response);
  const passkey = await read.passkey(answer.assertion.id);
  if (!passkey) throw unfit();
  const { counter } = await ceremonies.proven(answer, passkey, party);
  return async (writer) => {
    // Read again: what was taken away, or used at the same time, does not count.
    const present = await writer.passkey(passkey.id);
    const person = await writer.person(passkey.person);
    if (present?.counter !== passkey.counter || !person || person.disabled) throw unfit();
    if (isReplay(answer, present)) throw over();
    // Another server's clock may be ahead: the challenge is over in any case.
    await writer.putPasskey({ ...present, counter, used: Math.max(now(), answer.issued) });
    return person;
  };
}
