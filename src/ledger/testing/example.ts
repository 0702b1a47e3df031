import { privateKey } from '../ed25519.ts';
import { makeLeaf } from '../leaf.ts';
import { ED25519, namedKey, writeVerifierKey } from '../note-keys.ts';
import { bytes, facts, KnownLog } from './known-log.ts';

const ORIGIN = 'assay.example/acme';

/** The worked example of docs/verify-by-hand.md: the fourth of seven leaves. */
export function workedExample() {
  const leaves = Array.from({ length: 7 }, (_, index) => makeLeaf(facts(index), bytes(0xa0 + index, 16)));
  const log = new KnownLog(leaves, ORIGIN);
  return {
    leaf: makeLeaf(facts(3), bytes(0xa3, 16)),
    key: writeVerifierKey(namedKey(ORIGIN, ED25519, privateKey(bytes(1)))),
    proof: log.proof(3),
    policy: log.policy,
  };
}
