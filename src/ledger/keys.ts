import { Refusal } from '../records/refusal.ts';
import type { Verifier } from './note.ts';

/** A key that signs checkpoints of a log, and since when. */
export interface LogKey {
  verifier: Verifier;
  /** Leaves in the smallest checkpoint that it may sign: 0 for the first key of a log. */
  from: number;
}

/**
 * The keys that may have signed a checkpoint of a size: the latest that begins there or before. At the very size
 * at which a key hands over, the one before it may have signed as well.
 * @param keys of one log, first to last
 * @throws Refusal usage where they are not in order, or none begins that early
 */
export function keysFor(keys: readonly LogKey[], size: number): Verifier[] {
  const out: Verifier[] = [];
  for (const [at, { verifier, from }] of keys.entries()) {
    const until = keys[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (from > until) throw new Refusal('usage', 'The keys of a log are wanted from the first to the last.');
    if (from <= size && size <= until) out.push(verifier);
  }
  if (out.length === 0) throw new Refusal('usage', `No key is known for a log of ${size} leaves.`);
  return out;
}
