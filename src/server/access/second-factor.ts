import { createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Instant } from '../../records/instant.ts';
import type { PersonRow } from '../../store/accounts.ts';
import { seal, unseal } from './seal.ts';

const PURPOSE = 'totp';
const STEP = 30;
const CODES = 10;

/** A new secret for an authenticator, and its address for a QR code. */
export function newTotp(account: string): { secret: string; uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: 'Assay', label: account, secret }) };
}

/** What is kept of an authenticator's secret. */
export function sealTotp(key: Buffer, secret: string): string {
  return seal(key, PURPOSE, secret);
}

/**
 * The time step of a code (RFC 6238, 30 seconds, one step of grace on either side) that was not used before;
 * undefined where the code does not fit.
 */
export function totpStep(secret: string, code: string, after: number, now: Instant): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(now / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: STEP, afterTimeStep: after });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** The person after the code was used; undefined where neither the authenticator nor a recovery code fits. */
export function secondFactorFits(
  person: PersonRow,
  code: string,
  key: Buffer,
  now: Instant,
): PersonRow | undefined {
  const secret = person.totp === undefined ? undefined : unseal(key, PURPOSE, person.totp);
  const step = secret === undefined ? undefined : totpStep(secret, code, person.totpStep, now);
  if (step !== undefined) return { ...person, totpStep: step };
  const hash = recoveryHash(code);
  if (!person.recovery.includes(hash)) return undefined;
  return { ...person, recovery: person.recovery.filter((each) => each !== hash) };
}

/** Codes that let in once each where the authenticator is lost. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: CODES }, () => {
    const hex = randomBytes(10).toString('hex');
    return `${hex.slice(0, 5)}-${hex.slice(5, 10)}-${hex.slice(10, 15)}-${hex.slice(15)}`;
  });
  return { codes, hashes: codes.map(recoveryHash) };
}

function recoveryHash(code: string): string {
  return createHash('sha256').update(code.trim().toLowerCase()).digest('hex');
}
