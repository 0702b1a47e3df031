import type { Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import { decodeBase64 } from './base64.ts';
import { cosignatureTime } from './cosignature.ts';
import { keysFor, type LogKey } from './keys.ts';
import { openNote, readNote, type Signature, type Signer, signNote, type Verifier } from './note.ts';
import { isSize, readSize } from './ranges.ts';
import { EMPTY_ROOT, HASH_BYTES } from './tree.ts';

/** How long a log is, and the root of its tree. */
export interface TreeHead {
  /** Leaves. */
  size: number;
  /** 32 bytes. */
  root: Buffer;
}

/** What a log says of itself. */
export interface Checkpoint extends TreeHead {
  /** Names the log, for ever: `assay.example.org/acme`. */
  origin: string;
  /** Further lines: ours write none, those of others are kept and mean nothing here. */
  extensions: readonly string[];
}

/** A countersignature that holds. */
export interface Witnessed {
  witness: string;
  keyId: number;
  at: Instant;
}

/** A checkpoint that was signed by whom it had to be. */
export interface OpenedCheckpoint extends Checkpoint {
  /** What was signed. */
  text: string;
  witnessed: readonly Witnessed[];
}

/** What is known beforehand of a log, and wanted of its checkpoints. */
export interface CheckpointPolicy {
  origin: string;
  /** The log's own keys, first to last. */
  keys: readonly LogKey[];
  /** Made by `cosignatureVerifier`. */
  witnesses?: readonly Verifier[];
  /** How many of the witnesses must have countersigned; 0 unless given. */
  quorum?: number;
  /** Leaves of the newest checkpoint known: a smaller one is stale. */
  atLeast?: number;
}

/**
 * The text of a checkpoint: origin, size and root, a line each. (C2SP tlog-checkpoint, Note text)
 * @throws Refusal usage
 */
export function writeCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  try {
    readCheckpoint(text);
  } catch {
    throw new Refusal(
      'usage',
      'A checkpoint needs an origin of one line, a size, and the root of that tree.',
    );
  }
  return text;
}

/**
 * Reads the text of a checkpoint, strictly. (C2SP tlog-checkpoint, Note text)
 * @throws Refusal malformed
 */
export function readCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  const [origin = '', digits = '', encoded = '', ...extensions] = lines;
  const size = readSize(digits);
  const root = decodeBase64(encoded);
  if (extensions.pop() !== '') throw malformed('no newline at its end');
  if (origin === '' || extensions.includes('')) throw malformed('an empty line');
  if (size === undefined) throw malformed('no number of leaves in its second line');
  if (root?.length !== HASH_BYTES) throw malformed('no root in its third line');
  if (size === 0 && !root.equals(EMPTY_ROOT))
    throw malformed('a root over no leaves that is not that of none');
  return { origin, size, root, extensions };
}

/**
 * Signs a checkpoint. Never sign two that do not continue one another: both together are proof of a fork.
 * @returns the note
 * @throws Refusal usage
 */
export function signCheckpoint(
  checkpoint: Omit<Checkpoint, 'extensions'>,
  signers: readonly Signer[],
): string {
  if (!isSize(checkpoint.size)) throw new Refusal('usage', `A log cannot have ${checkpoint.size} leaves.`);
  return signNote(writeCheckpoint(checkpoint), signers);
}

/**
 * Believes a checkpoint: it is of this log, signed by the log's key of that size and countersigned by enough
 * witnesses, and not older than what is known.
 * @throws Refusal malformed, encoding, too-large; signature where a signature is missing or wrong; proof where it
 * is another log's or stale
 */
export function openCheckpoint(note: string | Uint8Array, policy: CheckpointPolicy): OpenedCheckpoint {
  const { origin, keys, witnesses = [], quorum = 0, atLeast = 0 } = policy;
  const checkpoint = readCheckpoint(readNote(note).text);
  if (checkpoint.origin !== origin) {
    throw new Refusal('proof', `This is the log "${checkpoint.origin}", not "${origin}".`);
  }
  const own = keysFor(keys, checkpoint.size);
  const { verified, text } = openNote(note, [...own, ...witnesses]);
  if (!verified.some((signature) => isOf(signature, own))) {
    throw new Refusal(
      'signature',
      `The log's own key did not sign its checkpoint of ${checkpoint.size} leaves.`,
    );
  }
  const countersigned = verified.filter((signature) => isOf(signature, witnesses));
  const distinct = new Set(countersigned.map(({ name, keyId }) => `${name}+${keyId}`)).size;
  if (distinct < quorum) {
    throw new Refusal('signature', `${distinct} known witnesses countersigned, and ${quorum} are wanted.`);
  }
  if (checkpoint.size < atLeast) {
    throw new Refusal(
      'proof',
      `The checkpoint is stale: it has ${checkpoint.size} leaves, and one of ${atLeast} is known.`,
      {},
      'Ask for a new one.',
    );
  }
  const witnessed = countersigned.map((signature) => ({
    witness: signature.name,
    keyId: signature.keyId,
    at: cosignatureTime(signature),
  }));
  return { ...checkpoint, text, witnessed };
}

function isOf(signature: Signature, verifiers: readonly Verifier[]): boolean {
  return verifiers.some(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
}

function malformed(why: string): Refusal {
  return new Refusal('malformed', `This is no checkpoint: it has ${why}.`);
}
