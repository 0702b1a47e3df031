import { z } from 'zod';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { PasskeyRow, PersonRow } from '../../store/accounts.ts';
import { once } from './once.ts';
import { seal, unseal } from './seal.ts';
import { newSecret } from './secret.ts';

/** Where passkeys belong to: a name (the relying party's id), and the origin of its pages. */
export interface Party {
  id: string;
  origin: string;
}

/** What a passkey proves: itself, and how often it was used. */
export interface Proven {
  counter: number;
}

/** What a browser answered to a challenge, and when that was issued. */
export interface Answered {
  assertion: Assertion;
  challenge: string;
  issued: Instant;
}

/** How long a ceremony may take, in milliseconds. */
const WHILE = 5 * 60_000;
const PURPOSE = 'passkey';
const Bytes = z.string().min(1).max(10_000);
const Asked = z.object({ for: z.string(), challenge: z.string(), issued: z.number() });

/** W3C Web Authentication 3, 5.1: of what browsers send, what is read. */
const Registration = z.object({
  id: Bytes.max(1_400),
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});
const Assertion = z.object({
  id: Bytes.max(1_400),
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes,
  }),
});
export type Assertion = z.output<typeof Assertion>;

export interface Passkeys {
  /** What a browser needs to make a passkey for this person, who has these already. */
  offer(person: PersonRow, had: readonly PasskeyRow[], party: Party): Promise<Offered>;
  /** @throws Refusal `invalid` */
  made(person: PersonRow, state: string, response: unknown, party: Party): Promise<Made>;
  /** What a browser needs to sign in with any passkey that it has. */
  ask(party: Party): Promise<Offered>;
  /**
   * What a browser answered to `ask`, while that serves; it serves once here, and see `isReplay` for elsewhere.
   * @throws Refusal `unauthenticated`
   */
  answered(state: string, response: unknown): Answered;
  /** @throws Refusal `unauthenticated` where the answer does not come from this passkey */
  proven(answer: Answered, passkey: PasskeyRow, party: Party): Promise<Proven>;
}

export interface Offered {
  options: Record<string, unknown>;
  state: string;
}

export type Made = Pick<PasskeyRow, 'id' | 'publicKey' | 'counter' | 'transports'>;

/** The ceremonies of passkeys: each has its challenge in a sealed state, which serves once within five minutes. */
export function passkeys(key: Buffer, now: () => Instant): Passkeys {
  const serves = once(WHILE);

  function stateFor(whom: string): { challenge: string; state: string } {
    const challenge = newSecret();
    const asked: z.output<typeof Asked> = { for: whom, challenge, issued: now() };
    return { challenge, state: seal(key, PURPOSE, JSON.stringify(asked)) };
  }

  function askedFor(state: string, whom: string): z.output<typeof Asked> | undefined {
    const text = unseal(key, PURPOSE, state);
    const asked = text === undefined ? undefined : Asked.parse(JSON.parse(text));
    if (asked?.for !== whom || !serves(asked.challenge, asked.issued, now())) return undefined;
    return asked;
  }

  return {
    async offer(person, had, party) {
      const { generateRegistrationOptions } = await library();
      const { challenge, state } = stateFor(person.id);
      const options = await generateRegistrationOptions({
        rpName: 'Assay',
        rpID: party.id,
        userID: new TextEncoder().encode(person.id),
        userName: person.email ?? person.name,
        userDisplayName: person.name,
        challenge: Buffer.from(challenge, 'base64url'),
        timeout: WHILE,
        // Who made the device is nobody's business here.
        attestationType: 'none',
        excludeCredentials: had.map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { options: { ...options }, state };
    },

    async made(person, state, response, party) {
      const offered = askedFor(state, person.id);
      if (!offered) throw new Refusal('invalid', 'This offer is over.', { field: 'state' }, 'Begin again.');
      const said = Registration.parse(response);
      try {
        await refuseCertificates(said.response.attestationObject);
        const { verifyRegistrationResponse } = await library();
        const { registrationInfo } = await verifyRegistrationResponse({
          response: { ...said, clientExtensionResults: {} },
          expectedChallenge: offered.challenge,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
        });
        if (!registrationInfo) throw new Error('not verified');
        const { id, publicKey, counter } = registrationInfo.credential;
        const text = Buffer.from(publicKey).toString('base64url');
        return { id, publicKey: text, counter, transports: said.response.transports };
      } catch {
        throw new Refusal('invalid', 'This passkey does not fit.', { field: 'response' }, 'Begin again.');
      }
    },

    async ask(party) {
      const { generateAuthenticationOptions } = await library();
      const { challenge, state } = stateFor('');
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        challenge: Buffer.from(challenge, 'base64url'),
        timeout: WHILE,
        userVerification: 'required',
      });
      return { options: { ...options }, state };
    },

    answered(state, response) {
      const asked = askedFor(state, '');
      if (!asked) throw over();
      const { challenge, issued } = asked;
      return { assertion: Assertion.parse(response), challenge, issued };
    },

    async proven({ assertion, challenge }, passkey, party) {
      const owner = Buffer.from(assertion.response.userHandle, 'base64url').toString();
      if (owner !== passkey.person || assertion.id !== passkey.id) throw unfit();
      const { verifyAuthenticationResponse } = await library();
      const { id, publicKey, counter } = passkey;
      const bytes = new Uint8Array(Buffer.from(publicKey, 'base64url'));
      try {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: { ...assertion, clientExtensionResults: {} },
          expectedChallenge: challenge,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          credential: { id, publicKey: bytes, counter },
          requireUserVerification: true,
        });
        if (verified) return { counter: authenticationInfo.newCounter };
      } catch {
        // A counter that did not grow is among these: there may be a copy of the key.
      }
      throw unfit();
    },
  };
}

/**
 * The party whose pages have this origin.
 * @throws Refusal `usage` where it is an address of numbers, which no passkey can belong to
 */
export function partyOf(origin: string): Party {
  const { hostname, port, protocol } = new URL(origin);
  if (!/^\[|^[\d.]+$/.test(hostname)) return { id: hostname, origin };
  const local = protocol === 'http:';
  throw new Refusal(
    'usage',
    `A passkey belongs to a name, and ${hostname} is none.`,
    {},
    local
      ? `Open http://localhost${port && `:${port}`} instead.`
      : 'Give the server a name, and set ASSAY_URL to it.',
  );
}

/** It takes a moment to load, and most starts have no use for it. */
function library(): Promise<typeof import('@simplewebauthn/server')> {
  return import('@simplewebauthn/server');
}

/**
 * Certificates were not asked for. Those that come anyway name addresses where the library would look whether they
 * were revoked, and nobody who signs in may send the server anywhere.
 * @param attestation an attestation object, base64url
 */
export async function refuseCertificates(attestation: string): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const object = decodeAttestationObject(new Uint8Array(Buffer.from(attestation, 'base64url')));
  const format = object.get('fmt');
  const bare = format === 'none' || (format === 'packed' && object.get('attStmt').get('x5c') === undefined);
  if (!bare) throw new Error('an attestation that was not asked for');
}

/** The same for whatever does not fit, so that nobody learns which passkeys there are. */
export function unfit(): Refusal {
  return refused('This passkey is not known here.');
}

/** For a challenge that does not serve any more. */
export function over(): Refusal {
  return refused('This took too long, or was sent before.');
}

/**
 * Whether the challenge is older than the passkey's last use. What was used is remembered by one process only; this
 * also holds after its restart and for other servers of the same store, and for passkeys that do not count.
 */
export function isReplay({ issued }: Pick<Answered, 'issued'>, { used }: Pick<PasskeyRow, 'used'>): boolean {
  return used !== undefined && issued <= used;
}

function refused(why: string): Refusal {
  return new Refusal('unauthenticated', why, {}, 'Try again, or sign in another way.');
}
