import { type CheckpointPolicy, openCheckpoint, type TreeHead } from './checkpoint.ts';
import { type Signer, signatureLine } from './note.ts';
import { EMPTY_ROOT, verifyConsistency } from './tree.ts';

/** What a witness answers, and what it must remember before it does. */
export interface Countersigned {
  /** Line to add to the checkpoint, with its newline. */
  line: string;
  /** The newest head of this log: `seen` of the next call. Store it in one transaction with reading the last. */
  head: TreeHead;
}

/**
 * Countersigns the checkpoint of another log, if it continues the one countersigned before. (C2SP tlog-witness)
 * @param note the checkpoint as its log signed it
 * @param proof consistency proof from `seen` to it; none the first time
 * @param seen the head countersigned last; undefined the first time
 * @param policy the log that is watched, and its keys
 * @param signer made by `cosigner`, for this moment
 * @throws Refusal as `openCheckpoint`; proof where it does not continue the last one
 */
export function countersign(
  note: string | Uint8Array,
  proof: readonly Uint8Array[],
  seen: TreeHead | undefined,
  policy: CheckpointPolicy,
  signer: Signer,
): Countersigned {
  const { size, root, text } = openCheckpoint(note, policy);
  const before = seen ?? { size: 0, root: EMPTY_ROOT };
  verifyConsistency(before.size, size, proof, before.root, root);
  return { line: signatureLine(signer, signer.sign(text)), head: { size, root } };
}
