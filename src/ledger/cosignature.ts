import type { KeyObject } from 'node:crypto';
import { type Instant, SECOND } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import { privateKey, publicKey, SIGNATURE_BYTES, signEd25519, verifyEd25519 } from './ed25519.ts';
import type { Signature, Signer, Verifier } from './note.ts';
import { COSIGNATURE, keyIdOf, namedKey } from './note-keys.ts';

const TIME_BYTES = 8;
// Beyond this its milliseconds are no exact number; the standard ends at 2^63 - 1, further than any clock.
const MOST = BigInt(Math.floor(Number.MAX_SAFE_INTEGER / SECOND));

/**
 * Countersigns checkpoints at a time: says that, of all trees of this log seen until then, this is the largest,
 * and that it continues the others. Check that first: see `witness`. (C2SP tlog-cosignature, Ed25519)
 * @param key a private KeyObject, or the 32 bytes of a seed: one of its own for each witness
 * @param at signed in whole seconds
 * @throws Refusal usage
 */
export function cosigner(name: string, key: KeyObject | Uint8Array, at: Instant): Signer {
  const secret = privateKey(key);
  const keyId = keyIdOf(namedKey(name, COSIGNATURE, publicKey(secret)));
  const seconds = Math.floor(at / SECOND);
  if (!Number.isSafeInteger(seconds) || seconds < 0)
    throw new Refusal('usage', 'A time after 1970 is needed.');
  return {
    name,
    keyId,
    sign(text) {
      const time = Buffer.alloc(TIME_BYTES);
      time.writeBigUInt64BE(BigInt(seconds));
      return Buffer.concat([time, signEd25519(secret, timed(BigInt(seconds), text))]);
    },
  };
}

/** Checks the countersignatures of a witness. @throws Refusal usage */
export function cosignatureVerifier(name: string, key: KeyObject | Uint8Array): Verifier {
  const named = namedKey(name, COSIGNATURE, publicKey(key));
  return {
    name,
    keyId: keyIdOf(named),
    verify(text, signature) {
      const bytes = Buffer.from(signature);
      if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
      const seconds = bytes.readBigUInt64BE();
      return seconds <= MOST && verifyEd25519(named.key, timed(seconds, text), bytes.subarray(TIME_BYTES));
    },
  };
}

/** When a countersignature says that it was made. Believe it of a verified one only. @throws Refusal malformed */
export function cosignatureTime({ name, bytes }: Signature): Instant {
  const seconds = bytes.length === TIME_BYTES + SIGNATURE_BYTES ? bytes.readBigUInt64BE() : undefined;
  if (seconds === undefined || seconds > MOST) {
    throw new Refusal('malformed', `The signature of ${name} is not one with a time.`);
  }
  return Number(seconds) * SECOND;
}

function timed(seconds: bigint, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
