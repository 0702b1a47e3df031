import { canonicalJson, type LeafFacts } from './leaf.ts';
import { EMPTY_ROOT, leafHash, nodesOf, treeRoot } from './tree.ts';

/** One statement that a document makes, as the log binds it: what levels are derived from, and nothing else. */
export interface EvidenceFacts {
  /** SHA-256 of the document, lower-case hex. */
  document: string;
  /** Order inside the document. */
  ordinal: number;
  /** The system's id; null where nobody owns it yet. */
  system: string | null;
  aspect: string;
  output: string;
  automation: string;
  declared: boolean;
  /** Unix milliseconds: when it happened, and when it was learned. */
  at: number;
  learned: number;
}

/** Hash of a statement as a leaf of its document's own tree. (RFC 6962, 2.1) */
export function evidenceHash(facts: EvidenceFacts): Buffer {
  const { document, ordinal, system, aspect, output, automation, declared, at, learned } = facts;
  const flat: LeafFacts = { document, ordinal, system, aspect, output, automation, declared, at, learned };
  return leafHash(Buffer.from(canonicalJson(flat)));
}

/** The root of a document's statements, in their order; what its leaf in the log names. */
export function evidenceRoot(hashes: readonly Buffer[]): Buffer {
  return hashes.length === 0 ? EMPTY_ROOT : treeRoot(nodesOf(hashes), hashes.length);
}
