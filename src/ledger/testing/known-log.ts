import { type CheckpointPolicy, signCheckpoint } from '../checkpoint.ts';
import { privateKey } from '../ed25519.ts';
import { type Leaf, type LeafFacts, makeLeaf } from '../leaf.ts';
import type { Signer } from '../note.ts';
import { noteSigner, noteVerifier } from '../note-keys.ts';
import { writeProof } from '../proof.ts';
import { inclusionProof, type Nodes, nodesOf, treeRoot } from '../tree.ts';

/** A seed or salt that is the same in every run: one byte, so many times. */
export function bytes(value: number, length = 32): Buffer {
  return Buffer.alloc(length, value);
}

/** A signer and what checks it, from a seed. */
export function keyPair(name: string, seed: Uint8Array) {
  return {
    signer: noteSigner(name, seed),
    verifier: noteVerifier(name, privateKey(seed)),
  };
}

/** A log in memory whose leaves are like those of Assay. */
export class KnownLog {
  readonly origin: string;
  readonly signer: Signer;
  readonly policy: CheckpointPolicy;
  readonly leaves: readonly Leaf[];
  readonly nodes: Nodes;
  readonly #signed = new Map<number, string>();

  constructor(leaves: readonly Leaf[], origin = 'assay.example/acme', seed = bytes(1)) {
    const { signer, verifier } = keyPair(origin, seed);
    this.origin = origin;
    this.signer = signer;
    this.policy = { origin, keys: [{ verifier, from: 0 }] };
    this.leaves = leaves;
    this.nodes = nodesOf(leaves.map((leaf) => leaf.hash));
  }

  root(size = this.leaves.length): Buffer {
    return treeRoot(this.nodes, size);
  }

  checkpoint(size = this.leaves.length): string {
    const signed = this.#signed.get(size) ?? this.signedBy([this.signer], size);
    this.#signed.set(size, signed);
    return signed;
  }

  signedBy(signers: readonly Signer[], size = this.leaves.length): string {
    return signCheckpoint({ origin: this.origin, size, root: this.root(size) }, signers);
  }

  proof(index: number, size = this.leaves.length, checkpoint = this.checkpoint(size)): string {
    return writeProof({ index, path: inclusionProof(this.nodes, index, size), checkpoint });
  }
}

/** What the leaf at an index says. */
export function facts(index: number): LeafFacts {
  return {
    kind: 'evidence',
    seq: index,
    received_at: 1_772_000_000_000 + index * 60_000,
    subject: `system-${index % 7}`,
    adapter: 'junit@1',
    rules: 'assay-1',
    automated: index % 3 === 0,
    actor: null,
  };
}

/** So many leaves, each with a salt of its own. */
export function someLeaves(count: number, salt = 0): Leaf[] {
  return Array.from({ length: count }, (_, index) => {
    const own = bytes(salt, 16);
    own.writeUInt32BE(index);
    return makeLeaf(facts(index), own);
  });
}
