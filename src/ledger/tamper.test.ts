import { describe, expect, test } from 'vitest';
import { Refusal, type RefusalCode } from '../records/refusal.ts';
import { openCheckpoint } from './checkpoint.ts';
import { type Leaf, makeLeaf } from './leaf.ts';
import { verifyProof, writeProof } from './proof.ts';
import { Draws } from './testing/draws.ts';
import { bytes, facts, KnownLog, someLeaves } from './testing/known-log.ts';
import { consistencyProof, inclusionProof, verifyConsistency } from './tree.ts';

const SIZE = 133;
const POSITIONS = 1_000;
const HONEST = new KnownLog(someLeaves(SIZE));
/** What a reader remembers of the log, from the last time it looked. */
const SEEN = openCheckpoint(HONEST.checkpoint(), HONEST.policy);
const OTHER = new KnownLog(someLeaves(SIZE), 'assay.example/other', bytes(9));

/** A try: throws where it is caught, as every one must be. */
type Tamper = (draws: Draws) => void;

/** Whoever holds the log's key rewrites history and signs it: the reader, who remembers, asks to see the past. */
function rewritten(leaves: readonly Leaf[]): void {
  const forged = new KnownLog(leaves);
  const now = openCheckpoint(forged.checkpoint(), HONEST.policy);
  const claimed = leaves.length >= SIZE ? consistencyProof(forged.nodes, SIZE, leaves.length) : [];
  verifyConsistency(SEEN.size, now.size, claimed, SEEN.root, now.root);
}

/** Whoever does not hold the key shows a leaf under the checkpoint that was signed. */
function shown(leaves: readonly Leaf[], index: number, at = index): void {
  const forged = new KnownLog(leaves);
  const path = inclusionProof(forged.nodes, at, leaves.length);
  const leaf = leaves[index] ?? HONEST.leaves[0]!;
  verifyProof(writeProof({ index: at, path, checkpoint: HONEST.checkpoint() }), leaf.hash, HONEST.policy);
}

function edited(index: number, change: Record<string, string | number>): Leaf {
  return makeLeaf({ ...facts(index), ...change }, bytes(77, 16));
}

const TAMPERS: Record<string, { tries: Tamper[]; code: RefusalCode }> = {
  'a leaf edited': {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE);
        shown(HONEST.leaves.with(at, edited(at, { subject: 'another' })), at);
      },
      (draws) => {
        const at = draws.below(SIZE);
        const more = draws.below(5);
        rewritten([...HONEST.leaves.with(at, edited(at, { received_at: 1 })), ...someLeaves(more, 4)]);
      },
    ],
  },
  'a leaf deleted': {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE - 1);
        shown(HONEST.leaves.toSpliced(at, 1), draws.between(at, SIZE - 2));
      },
      (draws) =>
        rewritten([...HONEST.leaves.toSpliced(draws.below(SIZE), 1), ...someLeaves(1 + draws.below(5), 4)]),
    ],
  },
  'a leaf inserted': {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE);
        shown(HONEST.leaves.toSpliced(at, 0, edited(at, { seq: 1_000 })), draws.between(at, SIZE));
      },
      (draws) => {
        const at = draws.below(SIZE);
        rewritten(HONEST.leaves.toSpliced(at, 0, edited(at, { seq: 1_000 })));
      },
    ],
  },
  'leaves that changed places': {
    code: 'proof',
    tries: [
      (draws) => {
        const [a, b] = draws.two(SIZE);
        shown(HONEST.leaves, a, b);
      },
      (draws) => {
        const [a, b] = draws.two(SIZE);
        rewritten(HONEST.leaves.with(a, HONEST.leaves[b]!).with(b, HONEST.leaves[a]!));
      },
    ],
  },
  'a log cut off': {
    code: 'proof',
    tries: [(draws) => rewritten(HONEST.leaves.slice(0, draws.below(SIZE)))],
  },
  'a fork': {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE);
        rewritten([...HONEST.leaves.slice(0, at), ...someLeaves(SIZE + draws.below(50) - at, 8)]);
      },
    ],
  },
  'signed again with another key': {
    code: 'signature',
    tries: [
      (draws) => {
        const thief = new KnownLog(HONEST.leaves, HONEST.origin, bytes(10 + draws.below(200)));
        const at = draws.below(SIZE);
        verifyProof(thief.proof(at), HONEST.leaves[at]!.hash, HONEST.policy);
      },
      (draws) => {
        const thief = new KnownLog(HONEST.leaves, HONEST.origin, bytes(10 + draws.below(200)));
        const posing = { ...thief.signer, keyId: HONEST.signer.keyId };
        openCheckpoint(thief.signedBy([posing], 1 + draws.below(SIZE)), HONEST.policy);
      },
    ],
  },
  "another log's proof": {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE);
        verifyProof(OTHER.proof(at), HONEST.leaves[at]!.hash, HONEST.policy);
      },
      (draws) => {
        const at = draws.below(SIZE);
        const twin = new KnownLog(HONEST.leaves, 'assay.example/other'); // the same key, another organization
        verifyProof(twin.proof(at), HONEST.leaves[at]!.hash, HONEST.policy);
      },
    ],
  },
  'a stale checkpoint': {
    code: 'proof',
    tries: [
      (draws) => {
        const size = 1 + draws.below(SIZE - 1);
        const at = draws.below(size);
        verifyProof(HONEST.proof(at, size), HONEST.leaves[at]!.hash, { ...HONEST.policy, atLeast: SIZE });
      },
    ],
  },
  'another version of the rules': {
    code: 'proof',
    tries: [
      (draws) => {
        const at = draws.below(SIZE);
        const salt = bytes(0, 16);
        salt.writeUInt32BE(at);
        const loose = makeLeaf({ ...facts(at), rules: 'assay-1-loose' }, salt);
        verifyProof(HONEST.proof(at), loose.hash, HONEST.policy);
      },
    ],
  },
};

describe('ten tampers, each at 1,000 random positions: all are refused', () => {
  test('and what was not tampered with is not', () => {
    const draws = new Draws(1);
    for (let i = 0; i < 100; i += 1) {
      const at = draws.below(SIZE);
      shown(HONEST.leaves, at);
      rewritten([...HONEST.leaves, ...someLeaves(draws.below(50), 4)]);
      verifyProof(HONEST.proof(at), HONEST.leaves[at]!.hash, { ...HONEST.policy, atLeast: SIZE });
    }
  });

  test.each(Object.entries(TAMPERS))('%s', (name, { tries, code }) => {
    const draws = new Draws(2);
    let refused = 0;
    for (let i = 0; i < POSITIONS; i += 1) {
      const tamper = tries[i % tries.length]!;
      try {
        tamper(draws);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code === code) refused += 1;
        else expect.unreachable(`${name}: ${error.line()}`);
      }
    }
    expect(refused).toBe(POSITIONS);
  });
});
