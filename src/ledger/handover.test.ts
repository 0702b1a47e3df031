import { describe, expect, test } from 'vitest';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { privateKey } from './ed25519.ts';
import { followHandovers, type Handover, handoverFacts } from './handover.ts';
import { keysFor } from './keys.ts';
import { type Leaf, makeLeaf } from './leaf.ts';
import type { Signer } from './note.ts';
import { COSIGNATURE, ED25519, namedKey } from './note-keys.ts';
import { verifyProof, writeProof } from './proof.ts';
import { bytes, KnownLog, keyPair, someLeaves } from './testing/known-log.ts';
import { consistencyProof, inclusionProof, verifyConsistency } from './tree.ts';

const ORIGIN = 'assay.example/acme';
const SEEDS = [1, 2, 3].map((value) => bytes(value));
const [first, second, third] = SEEDS.map((seed) => keyPair(ORIGIN, seed));
const pairs = [first!, second!, third!];

function keyLeaf(at: number, salt: number): Leaf {
  return makeLeaf(handoverFacts(namedKey(ORIGIN, ED25519, privateKey(SEEDS[at]!))), bytes(salt, 16));
}

// 40 leaves under the first key, then the handover as leaf 40; 30 more, and another handover as leaf 71.
const plain = someLeaves(100);
const LEAVES = [
  ...plain.slice(0, 40),
  keyLeaf(1, 50),
  ...plain.slice(40, 70),
  keyLeaf(2, 51),
  ...plain.slice(70),
];
const LOG = new KnownLog(LEAVES, ORIGIN, SEEDS[0]);

function proofOf(index: number, size: number, signer: Signer): string {
  const checkpoint = checkpointOf(size, signer);
  return writeProof({ index, path: inclusionProof(LOG.nodes, index, size), checkpoint });
}

function checkpointOf(size: number, ...signers: Signer[]): string {
  return signCheckpoint({ origin: ORIGIN, size, root: LOG.root(size) }, signers);
}

const HANDOVERS: Handover[] = [
  { leaf: LEAVES[40]!.data, proof: proofOf(40, 41, first!.signer) },
  { leaf: LEAVES[71]!.data, proof: proofOf(71, 72, second!.signer) },
];

describe('a log that changes its key', () => {
  const keys = followHandovers(LOG.policy, HANDOVERS);
  const policy = { ...LOG.policy, keys };

  test('is followed by who knows its first key only', () => {
    expect(keys.map(({ from }) => from)).toEqual([0, 41, 72]);
    expect(keys.map(({ verifier }) => verifier.keyId)).toEqual(pairs.map(({ verifier }) => verifier.keyId));
    expect(followHandovers({ ...LOG.policy, atLeast: 100 }, HANDOVERS)).toHaveLength(3);
  });

  test('its checkpoints are believed of the key of their size, and of both where it hands over', () => {
    for (let size = 0; size <= LEAVES.length; size += 1) {
      const valid = [size <= 41, size >= 41 && size <= 72, size >= 72];
      for (const [at, { signer }] of pairs.entries()) {
        const open = () => openCheckpoint(checkpointOf(size, signer), policy).size;
        if (valid[at]) expect(open()).toBe(size);
        else expect(open, `key ${at} over ${size} leaves`).toThrow('No known key signed');
      }
    }
  });

  test('a checkpoint of the handover carries both signatures, and who knows one key believes it', () => {
    const note = checkpointOf(41, first!.signer, second!.signer);
    expect(openCheckpoint(note, policy).size).toBe(41);
    expect(openCheckpoint(note, LOG.policy).size).toBe(41);
    expect(
      openCheckpoint(note, { origin: ORIGIN, keys: [{ verifier: second!.verifier, from: 41 }] }).size,
    ).toBe(41);
  });

  test('checkpoints before and after continue one another', () => {
    for (const [from, to] of [
      [10, 41],
      [40, 60],
      [41, 102],
      [12, 102],
      [72, 73],
    ] as const) {
      const before = openCheckpoint(checkpointOf(from, pairs[from < 42 ? 0 : 2]!.signer), policy);
      const after = openCheckpoint(checkpointOf(to, pairs[to < 42 ? 0 : to < 73 ? 1 : 2]!.signer), policy);
      verifyConsistency(from, to, consistencyProof(LOG.nodes, from, to), before.root, after.root);
    }
  });

  test('proofs of old leaves hold under new keys', () => {
    const proof = proofOf(3, 102, third!.signer);
    expect(verifyProof(proof, LEAVES[3]!.hash, policy).index).toBe(3);
    expect(() => verifyProof(proof, LEAVES[3]!.hash, LOG.policy)).toThrow('No known key signed');
  });

  test('a handover that was not signed for, is not last, or names no key is refused', () => {
    const [one, two] = [HANDOVERS[0]!, HANDOVERS[1]!];
    expect(() => followHandovers(LOG.policy, [two]), 'one left out').toThrow('No known key signed');
    expect(() => followHandovers(LOG.policy, [two, one]), 'in another order').toThrow('No known key signed');
    const late = { ...one, proof: proofOf(40, 50, first!.signer) };
    expect(() => followHandovers(LOG.policy, [late])).toThrow('not the last leaf');
    const self = { ...one, proof: proofOf(40, 41, second!.signer) };
    expect(() => followHandovers(LOG.policy, [self]), 'signed by itself').toThrow('No known key signed');
    const forged = { ...one, leaf: keyLeaf(2, 50).data };
    expect(() => followHandovers(LOG.policy, [forged])).toThrow('not shown to be in the log');
    const other = { leaf: LEAVES[39]!.data, proof: proofOf(39, 40, first!.signer) };
    expect(() => followHandovers(LOG.policy, [other])).toThrow('names no key');
    const witness = makeLeaf(
      handoverFacts(namedKey(ORIGIN, COSIGNATURE, privateKey(SEEDS[1]!))),
      bytes(1, 16),
    );
    expect(() => followHandovers(LOG.policy, [{ ...one, leaf: witness.data }])).toThrow(
      'cannot sign checkpoints',
    );
  });

  test('keys out of order, or none for a size, are refused', () => {
    expect(() => keysFor([...keys].reverse(), 50)).toThrow('first to the last');
    expect(() => keysFor(keys.slice(1), 40)).toThrow('No key is known');
    expect(keysFor(keys, 41)).toHaveLength(2);
  });
});
