import { createHash, type KeyObject } from 'node:crypto';
import { Refusal } from '../records/refusal.ts';
import { decodeBase64 } from './base64.ts';
import { privateKey, publicKey, rawPublicKey, rawSeed, signEd25519, verifyEd25519 } from './ed25519.ts';
import { isKeyName, type Signer, type Verifier } from './note.ts';

/** What kind of signatures a key makes, so that one kind cannot pass for another. (C2SP signed-note) */
export type KeyType = typeof ED25519 | typeof COSIGNATURE;
/** Ed25519 over the text of the note. */
export const ED25519 = 0x01;
/** Ed25519 over the text and a time: a countersignature. (C2SP tlog-cosignature) */
export const COSIGNATURE = 0x04;

/** A public key and the name that goes with it. */
export interface NamedKey {
  name: string;
  type: KeyType;
  key: KeyObject;
}

const PRIVATE = 'PRIVATE+KEY+';
const ID = /^[0-9a-f]{8}$/;

/** First four bytes of SHA-256(name ‖ newline ‖ type ‖ public key), as a number. (C2SP signed-note, Signatures) */
export function keyIdOf({ name, type, key }: NamedKey): number {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(type))
    .update(rawPublicKey(key))
    .digest()
    .readUInt32BE();
}

/**
 * Checks the plain signatures of a key.
 * @throws Refusal usage where the name cannot name a key, or the key is none of Ed25519
 */
export function noteVerifier(name: string, key: KeyObject | Uint8Array): Verifier {
  const named = namedKey(name, ED25519, publicKey(key));
  return {
    name,
    keyId: keyIdOf(named),
    verify: (text, signature) => verifyEd25519(named.key, Buffer.from(text), signature),
  };
}

/**
 * Signs notes plainly.
 * @param key a private KeyObject, or the 32 bytes of a seed
 * @throws Refusal usage
 */
export function noteSigner(name: string, key: KeyObject | Uint8Array): Signer {
  const secret = privateKey(key);
  const named = namedKey(name, ED25519, publicKey(secret));
  return { name, keyId: keyIdOf(named), sign: (text) => signEd25519(secret, Buffer.from(text)) };
}

/** `name+id+base64(type ‖ public key)`: how people pass a public key on. (C2SP signed-note, Verifier keys) */
export function writeVerifierKey(named: NamedKey): string {
  return keyText(named, rawPublicKey(named.key));
}

/**
 * Reads a public key as `writeVerifierKey` writes it.
 * @throws Refusal malformed
 */
export function readVerifierKey(text: string): NamedKey {
  const { name, id, type, bytes } = keyParts(text);
  return checkedId({ name, type, key: publicKey(bytes) }, id);
}

/**
 * `PRIVATE+KEY+name+id+base64(type ‖ seed)`: how Go's `sumdb/note` keeps a private key. A secret.
 * @param named its key is a private one
 */
export function writeSignerKey(named: NamedKey): string {
  return PRIVATE + keyText(named, rawSeed(named.key));
}

/**
 * Reads a private key as `writeSignerKey` writes it.
 * @throws Refusal malformed, never with the secret in it
 */
export function readSignerKey(text: string): NamedKey {
  if (!text.startsWith(PRIVATE)) throw malformed();
  const { name, id, type, bytes } = keyParts(text.slice(PRIVATE.length));
  return checkedId({ name, type, key: privateKey(bytes) }, id);
}

/** A key under a name. @throws Refusal usage */
export function namedKey(name: string, type: KeyType, key: KeyObject): NamedKey {
  if (!isKeyName(name)) {
    throw new Refusal('usage', `"${name}" cannot name a key: white space and + cannot stand in it.`);
  }
  return { name, type, key };
}

function keyText(named: NamedKey, bytes: Buffer): string {
  const encoded = Buffer.concat([Buffer.of(named.type), bytes]).toString('base64');
  return `${named.name}+${keyIdOf(named).toString(16).padStart(8, '0')}+${encoded}`;
}

function keyParts(text: string): { name: string; id: number; type: KeyType; bytes: Buffer } {
  // Base 64 has a + of its own, a name has none.
  const [name = '', id = '', ...rest] = text.split('+');
  const decoded = decodeBase64(rest.join('+'));
  if (!isKeyName(name) || !ID.test(id) || decoded?.length !== 33) throw malformed();
  const type = decoded[0];
  if (type !== ED25519 && type !== COSIGNATURE) throw malformed();
  return { name, id: Number.parseInt(id, 16), type, bytes: decoded.subarray(1) };
}

function checkedId(named: NamedKey, id: number): NamedKey {
  if (keyIdOf(named) !== id) throw malformed();
  return named;
}

function malformed(): Refusal {
  return new Refusal(
    'malformed',
    'This is no key: a letter of it was changed or lost.',
    {},
    'Copy the whole key.',
  );
}
