import { Refusal } from '../../records/refusal.ts';
import type { AccountReader, IdentityRow, PersonRow } from '../../store/accounts.ts';
import { secretHash } from './secret.ts';

/** Names an identity in addresses: an issuer is an address itself. */
export function identityId({ issuer, subject }: Pick<IdentityRow, 'issuer' | 'subject'>): string {
  return secretHash(JSON.stringify([issuer, subject])).slice(0, 16);
}

/**
 * Holds what is left after something was taken away that a person signs in with.
 * @param providers those of the settings: no other lets anybody in
 * @throws Refusal `conflict` where nothing is left
 */
export async function mustHaveAWayIn(
  read: AccountReader,
  person: PersonRow,
  providers: readonly { issuer: string }[],
): Promise<void> {
  // A password goes with an e-mail.
  if (person.password !== undefined && person.email !== undefined) return;
  if ((await read.passkeys(person.id)).length > 0) return;
  const issuers = new Set(providers.map(({ issuer }) => issuer));
  if ((await read.identities(person.id)).some(({ issuer }) => issuers.has(issuer))) return;
  throw new Refusal(
    'conflict',
    'It is the only thing that you can sign in with.',
    {},
    'Set a password, or add a passkey or a sign-in service first.',
  );
}
