import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { openCheckpoint, readCheckpoint } from './checkpoint.ts';
import { cosignatureVerifier, cosigner } from './cosignature.ts';
import { privateKey } from './ed25519.ts';
import { readLeaf } from './leaf.ts';
import { readNote, signatureLine } from './note.ts';
import { readSignerKey, readVerifierKey } from './note-keys.ts';
import { readProof, verifyProof } from './proof.ts';
import { Draws } from './testing/draws.ts';
import { bytes, KnownLog, someLeaves } from './testing/known-log.ts';

const RUNS = 10_000;
const LOG = new KnownLog(someLeaves(37));
const WITNESS = cosigner('w.example', bytes(50), 1_772_000_000_000);
const TEXT = openCheckpoint(LOG.checkpoint(), LOG.policy).text;
const CHECKPOINT = LOG.checkpoint() + signatureLine(WITNESS, WITNESS.sign(TEXT));
const POLICY = {
  ...LOG.policy,
  witnesses: [cosignatureVerifier('w.example', privateKey(bytes(50)))],
  quorum: 1,
};
const OTHERS = [LOG.checkpoint(5), LOG.proof(3), LOG.proof(30, 31), CHECKPOINT].map((text) =>
  Buffer.from(text),
);

/** A few changes that a hostile hand or a bad wire would make. */
function mutated(valid: Buffer, draws: Draws): Buffer {
  let out: Buffer = Buffer.from(valid);
  for (let i = draws.below(3); i >= 0; i -= 1) {
    const at = draws.below(out.length + 1);
    const to = Math.min(out.length, at + draws.below(40));
    const [before, piece, after] = [out.subarray(0, at), out.subarray(at, to), out.subarray(to)];
    const other = OTHERS[draws.below(OTHERS.length)] ?? out;
    switch (draws.below(9)) {
      case 0:
        out[at % Math.max(out.length, 1)] = draws.below(256);
        break;
      case 1:
        if (out.length > 0) out[at % out.length]! ^= 1 << draws.below(8);
        break;
      case 2:
        out = Buffer.concat([before, after]);
        break;
      case 3:
        out = Buffer.concat([before, piece, piece, after]);
        break;
      case 4:
        out = Buffer.concat([before, Buffer.from(draws.below(2) ? '\n' : '— '), piece, after]);
        break;
      case 5:
        out = Buffer.concat([before, other.subarray(draws.below(other.length))]);
        break;
      case 6:
        out = before;
        break;
      case 7: {
        const lines = out.toString('latin1').split('\n');
        const [a, b] = draws.two(Math.max(lines.length, 2));
        [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
        out = Buffer.from(lines.join('\n'), 'latin1');
        break;
      }
      default:
        out = Buffer.concat([before, Buffer.from(String(draws.below(2 ** 31))), after]);
    }
  }
  return out;
}

/** What a reader makes of bytes; undefined where it refuses. Anything else that is thrown fails the test. */
function outcome<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

describe('10,000 mutations each: no crash but a refusal, nothing accepted that was not signed', () => {
  test('of a checkpoint', () => {
    const draws = new Draws(11);
    let accepted = 0;
    for (let i = 0; i < RUNS; i += 1) {
      const opened = outcome(() => openCheckpoint(mutated(Buffer.from(CHECKPOINT), draws), POLICY));
      if (!opened) continue;
      accepted += 1;
      expect(opened.text).toBe(TEXT); // only what lies outside of the signatures may have changed
      expect(opened.witnessed[0]?.at).toBe(1_772_000_000_000);
    }
    expect(accepted).toBeLessThan(RUNS / 10);
  });

  test('of a proof', () => {
    const draws = new Draws(12);
    let accepted = 0;
    for (let i = 0; i < RUNS; i += 1) {
      const index = draws.below(37);
      const proof = mutated(Buffer.from(LOG.proof(index, 37, CHECKPOINT)), draws);
      const claimed = draws.below(4) ? index : draws.below(37);
      const shown = outcome(() => verifyProof(proof, LOG.leaves[claimed]!.hash, POLICY));
      if (!shown) continue;
      accepted += 1;
      expect([shown.index, shown.checkpoint.text]).toEqual([claimed, TEXT]);
      expect(readProof(proof).path).toEqual(readProof(LOG.proof(claimed)).path);
    }
    expect(accepted).toBeLessThan(RUNS / 10);
  });

  test('of a leaf', () => {
    const draws = new Draws(13);
    const valid = LOG.leaves[3]!;
    for (let i = 0; i < RUNS; i += 1) {
      const data = mutated(valid.data, draws);
      const read = outcome(() => readLeaf(data));
      if (read && !data.equals(valid.data)) expect(read.hash.equals(valid.hash)).toBe(false);
    }
  });

  test('of what the readers take before any signature is checked', () => {
    const draws = new Draws(14);
    const keys = [
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
    ];
    for (let i = 0; i < RUNS; i += 1) {
      const bytes = mutated(OTHERS[i % OTHERS.length]!, draws);
      outcome(() => readNote(bytes));
      outcome(() => readProof(bytes));
      outcome(() => readCheckpoint(bytes.toString()));
      const key = mutated(Buffer.from(keys[i % 2]!), draws).toString();
      if (!keys.includes(key)) {
        expect(
          outcome(() => readVerifierKey(key)),
          key,
        ).toBeUndefined();
        expect(
          outcome(() => readSignerKey(key)),
          key,
        ).toBeUndefined();
      }
    }
  });
});
