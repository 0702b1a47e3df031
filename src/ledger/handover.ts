import { Refusal } from '../records/refusal.ts';
import type { CheckpointPolicy } from './checkpoint.ts';
import type { LogKey } from './keys.ts';
import { type LeafFacts, readLeaf } from './leaf.ts';
import { ED25519, type NamedKey, noteVerifier, readVerifierKey, writeVerifierKey } from './note-keys.ts';
import { verifyProof } from './proof.ts';

/** How a log's key changes: a leaf that names the next key, and proof that the key before it signed for it. */
export interface Handover {
  /** Data of the leaf: `makeLeaf(handoverFacts(key), salt)`. */
  leaf: string | Uint8Array;
  /** `.tlog-proof` of the leaf under the checkpoint that ends with it. */
  proof: string | Uint8Array;
}

const KIND = 'log-key';

/**
 * What the leaf says with which a log goes over to another key. Append it, sign the checkpoint that ends with it
 * with the key before, prove the leaf under that checkpoint, and sign everything after with the new key.
 */
export function handoverFacts(next: NamedKey): LeafFacts {
  return { kind: KIND, key: writeVerifierKey(next) };
}

/**
 * All keys of a log, for someone who knows its first ones only.
 * @param policy the log and the keys known, first to last
 * @param handovers oldest first
 * @throws Refusal as `verifyProof`; malformed where a leaf names no key; proof where the leaf is not the last of
 * its checkpoint: a handover somewhere in the past could be chosen at will
 */
export function followHandovers(policy: CheckpointPolicy, handovers: readonly Handover[]): LogKey[] {
  const keys = [...policy.keys];
  for (const { leaf, proof } of handovers) {
    const { facts, hash } = readLeaf(leaf);
    if (facts['kind'] !== KIND || typeof facts['key'] !== 'string') {
      throw new Refusal('malformed', 'This leaf names no key of the log.');
    }
    const next = readVerifierKey(facts['key']);
    if (next.type !== ED25519)
      throw new Refusal('malformed', 'This leaf names a key that cannot sign checkpoints.');
    const { index, checkpoint } = verifyProof(proof, hash, { ...policy, keys, atLeast: 0 });
    if (checkpoint.size !== index + 1) {
      throw new Refusal('proof', 'The handover is not the last leaf of the checkpoint that it is proved by.');
    }
    keys.push({ verifier: noteVerifier(next.name, next.key), from: checkpoint.size });
  }
  return keys;
}
