import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { readLeaf } from './leaf.ts';
import { readProof, verifyProof, writeProof } from './proof.ts';
import { bytes, KnownLog, someLeaves } from './testing/known-log.ts';

const LOG = new KnownLog(someLeaves(50));

describe('a proof in one file', () => {
  test('shows where a leaf is, offline, also when its data is erased', () => {
    for (const [index, { data, hash }] of LOG.leaves.entries()) {
      const { checkpoint, ...shown } = verifyProof(LOG.proof(index), hash, LOG.policy);
      expect([shown.index, checkpoint.size]).toEqual([index, 50]);
      expect(readLeaf(data).hash.equals(hash)).toBe(true);
    }
  });

  test('of a log with one leaf has no path', () => {
    const proof = LOG.proof(0, 1);
    expect(proof.startsWith('c2sp.org/tlog-proof@v1\nindex 0\n\nassay.example/acme\n1\n')).toBe(true);
    verifyProof(proof, LOG.leaves[0]!.hash, LOG.policy);
  });

  test('is written as C2SP writes it, and read back', () => {
    const [one, two] = [bytes(1), bytes(2)];
    const bare = { index: 5, path: [one, two], checkpoint: 'test checkpoint\n' };
    expect(writeProof(bare)).toBe(
      `c2sp.org/tlog-proof@v1\nindex 5\n${one.toString('base64')}\n${two.toString('base64')}\n\ntest checkpoint\n`,
    );
    const extra = { ...bare, extra: Buffer.from('extra information') };
    expect(writeProof(extra).split('\n')[1]).toBe('extra ZXh0cmEgaW5mb3JtYXRpb24=');
    for (const proof of [bare, extra]) expect(readProof(Buffer.from(writeProof(proof)))).toEqual(proof);
  });

  const hash = bytes(1).toString('base64');
  test.each([
    ['another first line', 'c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n'],
    ['no blank line', 'c2sp.org/tlog-proof@v1\nindex 0\ncheckpoint\n'],
    ['extra data that is not Base 64', 'c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\ncheckpoint\n'],
    ['empty extra data', 'c2sp.org/tlog-proof@v1\nextra \nindex 0\n\ncheckpoint\n'],
    ['no index', 'c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n'],
    ['extra data after the index', 'c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\ncheckpoint\n'],
    ['an index in words', 'c2sp.org/tlog-proof@v1\nindex one\n\ncheckpoint\n'],
    ['an index below nothing', 'c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n'],
    ['an index with a zero before it', 'c2sp.org/tlog-proof@v1\nindex 05\n\ncheckpoint\n'],
    ['a hash that is not Base 64', 'c2sp.org/tlog-proof@v1\nindex 0\n!!\n\ncheckpoint\n'],
    [
      'a hash of 64 bytes',
      `c2sp.org/tlog-proof@v1\nindex 0\n${bytes(0, 64).toString('base64')}\n\ncheckpoint\n`,
    ],
    ['a path of 64 hashes', `c2sp.org/tlog-proof@v1\nindex 0\n${`${hash}\n`.repeat(64)}\ncheckpoint\n`],
    ['carriage returns', 'c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\ncheckpoint\r\n'],
    ['more bytes than any proof has', 'a'.repeat(2_000_001)],
    ['nothing', ''],
  ])('%s: refused', (_, proof) => {
    expect(() => readProof(proof)).toThrow(Refusal);
  });

  test('that cannot be one is not written', () => {
    expect(() => writeProof({ index: -1, path: [], checkpoint: '' })).toThrow(Refusal);
    expect(() => writeProof({ index: 0, path: [bytes(1, 31)], checkpoint: '' })).toThrow(Refusal);
  });
});
