import { Refusal } from '../../records/refusal.ts';
import type { OrganizationRow } from '../../store/rows.ts';
import { type Access, accessTo, type Caller } from './caller.ts';
import type { Ability } from './roles.ts';

/** Who may use a route. Every route declares one; the server does not start with one that has none. */
export type Policy =
  /** Anyone who can reach the server; why that is right. */
  | { anyone: string }
  /** Any person who is signed in, about their own account. */
  | { person: string }
  /** Whoever has this ability in the organization that the request is about. */
  | {
      may: Ability;
      /** The route keeps machines to the systems that they may speak of; without it, such machines are refused. */
      scoped?: true;
    };

/**
 * What the caller may do in the organization, where the policy lets them in.
 * @throws Refusal `unauthenticated`; `not-found` for an organization that the caller must not know of;
 *   `forbidden`
 */
export function admit(
  caller: Caller,
  { may, scoped }: Extract<Policy, { may: Ability }>,
  organization: OrganizationRow | undefined,
): Access {
  if (caller.kind === 'nobody') throw signIn();
  const access = organization && accessTo(caller, organization);
  if (!access) throw new Refusal('not-found', 'There is no such organization.', {}, 'Check the address.');
  if (!access.abilities.includes(may)) throw forbidden(may);
  if ('systems' in access.reach && !scoped) {
    throw new Refusal(
      'forbidden',
      'This token speaks of some systems only, and this is about all of them.',
      {},
      'Use a token for all systems.',
    );
  }
  return access;
}

export function signIn(): Refusal {
  return new Refusal(
    'unauthenticated',
    'This needs a sign-in.',
    {},
    'Sign in, or send a token that is valid.',
  );
}

export function forbidden(may: Ability): Refusal {
  return new Refusal('forbidden', WORDS[may], {}, 'Ask an administrator of the organization.');
}

/** The refusal of a change to a system of other teams. */
export function outOfReach(): Refusal {
  return new Refusal('forbidden', 'This system is not one of your teams’.', {}, 'Ask an administrator.');
}

const WORDS: Readonly<Record<Ability, string>> = {
  read: 'You may not read here.',
  import: 'You may not hand in evidence here.',
  contribute: 'You may not change this.',
  administer: 'This is for administrators.',
  audit: 'This is for auditors and administrators.',
  own: 'This is for owners.',
  metrics: 'You may not read metrics.',
};
