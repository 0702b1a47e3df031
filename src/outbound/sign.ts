import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../records/instant.ts';
import { MINUTE, SECOND } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';

/** How far a signed time may lie off, as Standard Webhooks' own libraries have it. */
const TOLERANCE = 5 * MINUTE;

/** Bytes of a secret that Standard Webhooks asks for. */
const FEWEST = 24;
const MOST = 64;

/** A secret that signs until an instant; without one, until it is replaced. */
export interface SigningSecret {
  /** `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
  readonly until?: Instant;
}

/** What the receiver checks, by the names that Standard Webhooks gives it. */
export interface SignatureHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/**
 * A secret in the spelling that receivers' libraries take: `whsec_…`.
 * @param bytes 24 to 64 random bytes
 */
export function signingSecret(bytes: Uint8Array): string {
  if (bytes.length < FEWEST || bytes.length > MOST)
    throw new RangeError(`${bytes.length} bytes for a secret`);
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

/**
 * Puts a new secret in the place of the present one, which goes on signing beside it until `until`, so that
 * receivers can change over without losing a delivery. Whatever was being replaced already ends at once.
 * @returns the newest first, at most two
 */
export function rotated(
  secrets: readonly SigningSecret[],
  secret: string,
  until: Instant,
): readonly SigningSecret[] {
  const present = secrets.find((each) => each.until === undefined);
  return present === undefined ? [{ secret }] : [{ secret }, { secret: present.secret, until }];
}

/**
 * Signs a delivery as Standard Webhooks 1.0 asks: HMAC-SHA256 over `ID.SECONDS.BODY`, in base64 after `v1,`; one
 * signature for each secret that is in use, newest first.
 * @param id of letters, digits, `_` and `-`; the same for every attempt, so that receivers can drop repeats
 * @param at when this attempt is made
 * @param body the very bytes that are sent
 * @throws Refusal `usage` where a secret is not spelled as one, or none is in use
 */
export function signatureHeaders(
  secrets: readonly SigningSecret[],
  id: string,
  at: Instant,
  body: string | Uint8Array,
): SignatureHeaders {
  // A full stop would let one message's id swallow another's time.
  if (!/^[\w-]{1,200}$/.test(id))
    throw new TypeError('The id of a delivery holds something beside word characters.');
  const live = secrets.filter((each) => each.until === undefined || at < each.until);
  if (live.length === 0) throw new Refusal('usage', 'No secret is in use.', {}, 'Make a new one.');
  const seconds = String(Math.floor(at / SECOND));
  const signatures = live.map(({ secret }) => `v1,${mac(secret, id, seconds, body).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

/**
 * What a receiver does: makes sure that whoever knows the secret sent these bytes in the last five minutes.
 * @throws Refusal `signature` where a header is missing, the time lies off or no signature fits; `usage` where the
 *   secret is not spelled as one
 */
export function verifySignature(
  secret: string,
  headers: Readonly<Partial<Record<keyof SignatureHeaders, string>>>,
  body: string | Uint8Array,
  now: Instant,
): void {
  const id = headers['webhook-id'] ?? '';
  const seconds = headers['webhook-timestamp'] ?? '';
  if (id === '' || !/^\d{1,12}$/.test(seconds)) throw unsigned('The request names no id or no time.');
  if (Math.abs(now - Number(seconds) * SECOND) > TOLERANCE) {
    throw unsigned(`The signature was made more than ${TOLERANCE / MINUTE} minutes ago, or ahead.`);
  }
  const right = mac(secret, id, seconds, body);
  const given = (headers['webhook-signature'] ?? '').split(' ');
  if (!given.some((each) => fits(each, right))) throw unsigned('The signature does not fit the body.');
}

function mac(secret: string, id: string, seconds: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.`).update(body).digest();
}

function keyOf(secret: string): Buffer {
  const text = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? '';
  const key = Buffer.from(text, 'base64');
  if (key.length >= FEWEST && key.length <= MOST) return key;
  throw new Refusal(
    'usage',
    `A secret is whsec_ and ${FEWEST} to ${MOST} bytes in base64.`,
    {},
    'Copy it whole, or make a new one.',
  );
}

function fits(given: string, right: Buffer): boolean {
  const [version, text = ''] = given.split(',');
  const bytes = Buffer.from(text, 'base64');
  return version === 'v1' && bytes.length === right.length && timingSafeEqual(bytes, right);
}

function unsigned(why: string): Refusal {
  return new Refusal(
    'signature',
    why,
    {},
    'Check the secret, the clock, and that the body is signed as received.',
  );
}
