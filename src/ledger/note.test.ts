import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { rawSeed } from './ed25519.ts';
import { MAX_SIGNATURES, openNote, readNote, type Signature, signatureLine, signNote } from './note.ts';
import {
  ED25519,
  noteSigner,
  noteVerifier,
  readSignerKey,
  readVerifierKey,
  writeSignerKey,
  writeVerifierKey,
} from './note-keys.ts';
import { bytes, keyPair } from './testing/known-log.ts';

// The keys, text and signatures that golang.org/x/mod/sumdb/note is tested with.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const BY_PETER =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const BY_ENOCH =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

function verifierOf(key: string) {
  const named = readVerifierKey(key);
  return noteVerifier(named.name, named.key);
}

const peter = verifierOf(PETER);
const enoch = verifierOf(ENOCH);
const both = `${TEXT}\n${BY_PETER}${BY_ENOCH}`;
const names = (signatures: readonly Signature[]) => signatures.map((signature) => signature.name);

describe('keys as Go writes them', () => {
  test('are read, and written the same', () => {
    expect(writeVerifierKey(readVerifierKey(PETER))).toBe(PETER);
    expect(writeVerifierKey(readVerifierKey(ENOCH))).toBe(ENOCH);
    expect(writeSignerKey(readSignerKey(PETER_SECRET))).toBe(PETER_SECRET);
    expect(writeVerifierKey(readSignerKey(PETER_SECRET))).toBe(PETER);
    expect(readVerifierKey(PETER)).toMatchObject({ name: 'PeterNeumann', type: ED25519 });
  });

  test('no part of one, and none with a letter changed, is a key', () => {
    for (const [key, read] of [
      [PETER, readVerifierKey],
      [PETER_SECRET, readSignerKey],
    ] as const) {
      for (let from = 0; from <= key.length; from += 1) {
        for (let to = from; to <= key.length; to += 1) {
          if (from > 0 || to < key.length) expect(() => read(key.slice(from, to))).toThrow(Refusal);
        }
      }
      for (let at = 0; at < key.length; at += 1) {
        const changed = key.slice(0, at) + String.fromCharCode(key.charCodeAt(at) + 1) + key.slice(at + 1);
        expect(() => read(changed), changed).toThrow(Refusal);
      }
    }
    // a key too long, and of an unknown kind, each with the id that would fit
    const long = 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==';
    const other = 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    for (const key of [long, other]) expect(() => readVerifierKey(key)).toThrow('This is no key');
  });

  test('a refusal never shows a secret', () => {
    const broken = `${PETER_SECRET}A`;
    const seed = rawSeed(readSignerKey(PETER_SECRET).key);
    expect(seed).toHaveLength(32);
    try {
      readSignerKey(broken);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('AYEKFALV');
    }
  });

  test('a name with white space or a plus, and a key of another length, are refused', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\tb', 'a\nb', 'a\u2003b']) {
      expect(() => noteSigner(name, bytes(1)), JSON.stringify(name)).toThrow(Refusal);
    }
    expect(() => noteSigner('a', bytes(1, 31))).toThrow('32 bytes');
    expect(() => noteVerifier('a', bytes(1, 64))).toThrow('32 bytes');
  });
});

describe('notes as Go signs them', () => {
  test('the signature is the same, to the letter', () => {
    const { name, key } = readSignerKey(PETER_SECRET);
    expect(signNote(TEXT, [noteSigner(name, key)])).toBe(`${TEXT}\n${BY_PETER}`);
    expect(signNote(TEXT, [noteSigner(name, rawSeed(key))])).toBe(`${TEXT}\n${BY_PETER}`);
  });

  test('signatures of unknown keys are ignored, those of known ones must hold', () => {
    const one = openNote(both, [peter]);
    expect(one.text).toBe(TEXT);
    expect([names(one.verified), names(one.unknown)]).toEqual([['PeterNeumann'], ['EnochRoot']]);
    const two = openNote(Buffer.from(both), [peter, enoch]);
    expect([names(two.verified), names(two.unknown)]).toEqual([['PeterNeumann', 'EnochRoot'], []]);
    expect(() => openNote(both, [])).toThrow('No known key signed the note, only: PeterNeumann, EnochRoot.');
    const broken = both.replace('rwz+eBzm', 'rwz+eBzn');
    expect(() => openNote(broken, [peter, enoch])).toThrow('EnochRoot does not fit');
    expect(names(openNote(broken, [peter]).verified)).toEqual(['PeterNeumann']);
    expect(() => openNote(both.replace('problem,', 'problem.'), [peter])).toThrow('does not fit');
  });

  test('a key of the same name or the same id only is another key', () => {
    const misnamed = both.replace('— PeterNeumann', '— CarmenSandiego');
    expect(() => openNote(misnamed, [peter])).toThrow('No known key');
    const other = `${TEXT}\n${BY_PETER.replace('x08g', 'xxxx')}`;
    expect(() => openNote(other, [peter])).toThrow('No known key');
    const impostor = { ...keyPair('PeterNeumann', bytes(9)).verifier, keyId: peter.keyId };
    expect(() => openNote(both, [impostor]), 'who made a key with the same id').toThrow('does not fit');
  });

  test.each([
    ['no signature', TEXT],
    ['an empty signature block', `${TEXT}\n`],
    ['no newline at the end', `${TEXT}\n${BY_PETER.slice(0, -1)}`],
    ['a control character', `\u0001${TEXT}\n${BY_PETER}`],
    ['a carriage return', `${TEXT}\r\n\n${BY_PETER}`],
    ['a name with a space', `${TEXT}\n${BY_PETER.replace('Peter', 'Peter ')}`],
    ['a name with a plus', `${TEXT}\n${BY_PETER.replace('Peter', 'Peter+')}`],
    ['a hyphen for the dash', `${TEXT}\n${BY_PETER.replace('—', '-')}`],
    ['another line among the signatures', `${TEXT}\n${BY_PETER}Unexpected line.\n`],
    ['a blank line at the end', `${TEXT}\n${BY_PETER}\n`],
    ['a signature that is only an id', `${TEXT}\n— PeterNeumann x08gow==\n`],
    ['Base 64 with bits left over', `${TEXT}\n${BY_PETER.replace('nAM=', 'nAN=')}`],
    ['Base 64 without padding', `${TEXT}\n${BY_PETER.replace('nAM=', 'nAM')}`],
    ['too many signatures', `${TEXT}\n${BY_PETER.repeat(MAX_SIGNATURES + 1)}`],
    ['too many bytes', `${'a'.repeat(1_000_000)}\n\n${BY_PETER}`],
    ['a lone surrogate', `\ud800${TEXT}\n${BY_PETER}`],
  ])('%s: refused', (_, note) => {
    expect(() => readNote(note)).toThrow(Refusal);
    expect(() => openNote(note, [peter])).toThrow(Refusal);
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(() => readNote(Buffer.concat([Buffer.of(0xff), Buffer.from(both)]))).toThrow('UTF-8');
  });

  test('64 signatures are read, of algorithms not known here too', () => {
    const quantum = signatureLine({ name: 'witness.example', keyId: 7 }, bytes(3, 4_900)).repeat(63);
    expect(openNote(`${TEXT}\n${quantum}${BY_PETER}`, [peter]).unknown).toHaveLength(63);
  });

  test('the text ends at the last blank line', () => {
    const { signer, verifier } = keyPair('a', bytes(1));
    const text = 'one\n\ntwo\n\n— a AAAAAAA=\n';
    expect(openNote(signNote(text, [signer]), [verifier]).text).toBe(text);
    expect(() => signNote('no newline', [signer])).toThrow(Refusal);
    expect(() => signNote('a\tb\n', [signer])).toThrow(Refusal);
  });
});
