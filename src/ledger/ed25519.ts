import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Refusal } from '../records/refusal.ts';

/** Bytes in a seed (private key) and in a public key. (RFC 8032, 5.1.5) */
const KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

// The fixed DER around the 32 bytes. (RFC 8410, 4 and 7)
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * A private key for signing.
 * @param key a KeyObject of Ed25519, or the 32 bytes of a seed
 * @throws Refusal usage
 */
export function privateKey(key: KeyObject | Uint8Array): KeyObject {
  if (key instanceof Uint8Array) {
    wantLength(key);
    return createPrivateKey({ key: Buffer.concat([PKCS8, key]), format: 'der', type: 'pkcs8' });
  }
  return wantKind(key, 'private');
}

/**
 * A public key for checking.
 * @param key a KeyObject of Ed25519 (private or public), or the 32 bytes of a public key
 * @throws Refusal usage
 */
export function publicKey(key: KeyObject | Uint8Array): KeyObject {
  if (key instanceof Uint8Array) {
    wantLength(key);
    return createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  }
  return key.type === 'private' ? createPublicKey(wantKind(key, 'private')) : wantKind(key, 'public');
}

/** The 32 bytes of a public key, also from its private key. */
export function rawPublicKey(key: KeyObject): Buffer {
  return publicKey(key).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
}

/** The 32 bytes of a private key's seed. Whoever has them can sign. */
export function rawSeed(key: KeyObject): Buffer {
  return wantKind(key, 'private').export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES);
}

/** Signs a message: 64 bytes. (RFC 8032, 5.1.6) */
export function signEd25519(key: KeyObject, message: Uint8Array): Buffer {
  return sign(null, message, key);
}

/** Whether a signature is that of a message. (RFC 8032, 5.1.7) */
export function verifyEd25519(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === SIGNATURE_BYTES && verify(null, message, key, signature);
}

function wantLength(key: Uint8Array): void {
  if (key.length !== KEY_BYTES)
    throw new Refusal('usage', `A key of Ed25519 has 32 bytes, not ${key.length}.`);
}

function wantKind(key: KeyObject, type: 'private' | 'public'): KeyObject {
  if (key.type !== type || key.asymmetricKeyType !== 'ed25519') {
    throw new Refusal(
      'usage',
      `A ${type} key of Ed25519 is needed, not one of ${key.asymmetricKeyType ?? key.type}.`,
    );
  }
  return key;
}
