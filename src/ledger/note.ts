import { Refusal } from '../records/refusal.ts';
import { decodeBase64 } from './base64.ts';

/** One line `— name base64(key id ‖ signature)`. */
export interface Signature {
  /** Name of the key, without white space and `+`. */
  name: string;
  /** First four bytes of a hash of the key: an identifier, not a proof of anything. */
  keyId: number;
  /** What follows the key id: its form depends on the key's type. */
  bytes: Buffer;
}

/** A text and its signatures as written: nothing of it is to be believed before `openNote`. */
export interface Note {
  /** Ends in a newline. */
  text: string;
  signatures: readonly Signature[];
}

/** A note of which at least one known key signed the text, and every known key that it names did. */
export interface OpenedNote {
  text: string;
  verified: readonly Signature[];
  /** Those of unknown keys, to be ignored. */
  unknown: readonly Signature[];
}

/** Checks signatures of one key. */
export interface Verifier {
  name: string;
  keyId: number;
  verify(text: string, signature: Uint8Array): boolean;
}

/** Signs with one key. */
export interface Signer {
  name: string;
  keyId: number;
  sign(text: string): Buffer;
}

/** Signatures that a note may carry; the standard asks for 16 at least. */
export const MAX_SIGNATURES = 64;
/** Bytes that a note may have: room for that many post-quantum signatures. */
export const MAX_NOTE_BYTES = 1_000_000;

const KEY_ID_BYTES = 4;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const NAME = /^[^\p{White_Space}+]+$/u;
const LINE = /^— ([^ ]+) ([^ ]+)$/;

/**
 * Takes a signed note apart, without believing any of it. (C2SP signed-note, Format)
 * @throws Refusal too-large, encoding, malformed
 */
export function readNote(note: string | Uint8Array): Note {
  const whole = utf8(note, MAX_NOTE_BYTES, 'A signed note');
  if (CONTROL.test(whole)) throw malformed('a control character in it');
  const cut = whole.lastIndexOf('\n\n');
  if (cut < 0) throw malformed('no blank line before signatures');
  if (!whole.endsWith('\n')) throw malformed('no newline at its end');
  const lines = whole.slice(cut + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) {
    throw new Refusal('too-large', `A note may carry ${MAX_SIGNATURES} signatures, not ${lines.length}.`);
  }
  return { text: whole.slice(0, cut + 1), signatures: lines.map(readSignature) };
}

/**
 * Believes a note: checks it with keys known beforehand, ignoring signatures of all others. (C2SP signed-note,
 * Signatures)
 * @throws Refusal as `readNote`; signature where a known key's signature is wrong, or no known key signed
 */
export function openNote(note: string | Uint8Array, verifiers: readonly Verifier[]): OpenedNote {
  const { text, signatures } = readNote(note);
  const verified: Signature[] = [];
  const unknown: Signature[] = [];
  for (const signature of signatures) {
    const known = verifiers.filter((each) => each.name === signature.name && each.keyId === signature.keyId);
    if (known.length === 0) {
      unknown.push(signature);
    } else if (known.every((verifier) => verifier.verify(text, signature.bytes))) {
      verified.push(signature);
    } else {
      throw new Refusal(
        'signature',
        `The signature of ${signature.name} does not fit the note: one was changed.`,
      );
    }
  }
  if (verified.length === 0) {
    const names = signatures.map((signature) => signature.name).join(', ');
    throw new Refusal('signature', `No known key signed the note, only: ${names}.`);
  }
  return { text, verified, unknown };
}

/**
 * Signs a text.
 * @param text ends in a newline, without control characters
 * @throws Refusal usage where it cannot be the text of a note
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || CONTROL.test(text)) {
    throw new Refusal('usage', 'The text of a note ends in a newline and has no other control character.');
  }
  return `${text}\n${signers.map((signer) => signatureLine(signer, signer.sign(text))).join('')}`;
}

/** One line of a note, with its newline. */
export function signatureLine({ name, keyId }: { name: string; keyId: number }, bytes: Uint8Array): string {
  const id = Buffer.alloc(KEY_ID_BYTES);
  id.writeUInt32BE(keyId);
  return `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
}

/** Whether a text can name a key: not empty, no white space, no `+`. */
export function isKeyName(name: string): boolean {
  return NAME.test(name) && !CONTROL.test(name);
}

/**
 * Bytes as text, or text that bytes can hold.
 * @throws Refusal too-large, encoding
 */
export function utf8(input: string | Uint8Array, most: number, what: string): string {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  if (bytes.length > most)
    throw new Refusal('too-large', `${what} may have ${most} bytes, not ${bytes.length}.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal('encoding', `${what} is UTF-8, and this is not.`);
  }
  if (typeof input === 'string' && input !== text)
    throw new Refusal('encoding', `${what} is UTF-8, and this is not.`);
  return text;
}

function readSignature(line: string): Signature {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) {
    throw malformed('something else than a signature after its blank line');
  }
  return { name, keyId: bytes.readUInt32BE(), bytes: bytes.subarray(KEY_ID_BYTES) };
}

function malformed(why: string): Refusal {
  return new Refusal('malformed', `This is no signed note: ${why}.`);
}
