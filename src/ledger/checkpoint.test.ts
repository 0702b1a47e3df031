import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import {
  type CheckpointPolicy,
  openCheckpoint,
  readCheckpoint,
  signCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import { cosignatureTime, cosignatureVerifier, cosigner } from './cosignature.ts';
import { privateKey, signEd25519 } from './ed25519.ts';
import { openNote, signatureLine, signNote } from './note.ts';
import { noteVerifier, readVerifierKey } from './note-keys.ts';
import { bytes, KnownLog, keyPair, someLeaves } from './testing/known-log.ts';
import { consistencyProof, EMPTY_ROOT } from './tree.ts';
import { countersign } from './witness.ts';

const LOG = new KnownLog(someLeaves(20));
const AT = Date.UTC(2026, 2, 3, 4, 5, 6);

describe('checkpoints that others signed', () => {
  // A real checkpoint of a Certificate Transparency log: signed by it twice (once in a way not known here), and
  // countersigned by four witnesses of the public network.
  const REAL = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
  const log = readVerifierKey(
    'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
  );
  const witness = readVerifierKey('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2');
  const policy: CheckpointPolicy = {
    origin: log.name,
    keys: [{ verifier: noteVerifier(log.name, log.key), from: 0 }],
    witnesses: [cosignatureVerifier(witness.name, witness.key)],
    quorum: 1,
  };

  test('one of a public log with its witness', () => {
    const opened = openCheckpoint(REAL, policy);
    expect(opened).toMatchObject({ origin: log.name, size: 1_432_088_532, extensions: [] });
    expect(opened.witnessed).toEqual([
      { witness: 'remora.n621.de', keyId: 0xda77ade7, at: 0x6a122120 * 1_000 },
    ]);
    expect(() => openCheckpoint(REAL.replace('1432088532', '1432088533'), policy)).toThrow('does not fit');
    expect(() => openCheckpoint(REAL, { ...policy, quorum: 2 })).toThrow('1 known witnesses countersigned');
    expect(() => openCheckpoint(REAL, { ...policy, keys: [] })).toThrow('No key is known');
  });

  test('one of a sigsum log', () => {
    const origin = 'sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90';
    const key = Buffer.from('52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd', 'hex');
    const note = `${origin}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— ${origin} 7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo=\n`;
    expect(
      openCheckpoint(note, { origin, keys: [{ verifier: noteVerifier(origin, key), from: 0 }] }).size,
    ).toBe(1);
  });

  test('the time of a countersignature is read as Go reads it', () => {
    const line =
      '— w ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==';
    const { unknown } = openNote(`t\n\n${line}\n${signNote('t\n', [LOG.signer]).slice(3)}`, [
      LOG.policy.keys[0]!.verifier,
    ]);
    expect(cosignatureTime(unknown[0]!)).toBe(1_727_964_367_000);
    expect(() => cosignatureTime({ name: 'w', keyId: 1, bytes: bytes(1, 64) })).toThrow(
      'not one with a time',
    );
    expect(() => cosignatureTime({ name: 'w', keyId: 1, bytes: bytes(255, 72) })).toThrow(
      'not one with a time',
    );
  });
});

describe('the text of a checkpoint', () => {
  const root = LOG.root().toString('base64');

  test('is written in three lines, and read again', () => {
    const text = writeCheckpoint({ origin: 'a.example/log', size: 20, root: LOG.root() });
    expect(text).toBe(`a.example/log\n20\n${root}\n`);
    expect(readCheckpoint(text)).toEqual({
      origin: 'a.example/log',
      size: 20,
      root: LOG.root(),
      extensions: [],
    });
    expect(readCheckpoint(`${text}more\nlines\n`).extensions).toEqual(['more', 'lines']);
    const empty = writeCheckpoint({ origin: 'a', size: 0, root: EMPTY_ROOT });
    expect(readCheckpoint(empty).size).toBe(0);
  });

  test.each([
    ['no origin', `\n20\n${root}\n`],
    ['no newline at the end', `a\n20\n${root}`],
    ['no root', 'a\n20\n'],
    ['a zero before the size', `a\n020\n${root}\n`],
    ['a sign', `a\n+20\n${root}\n`],
    ['a negative size', `a\n-1\n${root}\n`],
    ['a size with an exponent', `a\n2e1\n${root}\n`],
    ['a size in hexadecimal', `a\n0x14\n${root}\n`],
    ['a size with white space', `a\n 20\n${root}\n`],
    ['digits of another script', `a\n٢٠\n${root}\n`],
    ['a size beyond 2^53', `a\n9007199254740992\n${root}\n`],
    ['a root of 31 bytes', `a\n20\n${bytes(1, 31).toString('base64')}\n`],
    ['a root in base64url', `a\n20\n${bytes(255).toString('base64url')}\n`],
    ['a root with bits left over', `a\n20\n${root.replace(/.=$/, 'B=')}\n`],
    ['an empty extension line', `a\n20\n${root}\n\n`],
    ['an empty tree with a root', `a\n0\n${root}\n`],
  ])('%s: refused', (_, text) => {
    expect(() => readCheckpoint(text)).toThrow('This is no checkpoint');
  });

  test('what cannot be one is not written', () => {
    for (const bad of [
      { size: -1 },
      { size: 1.5 },
      { origin: '' },
      { origin: 'a\nb' },
      { root: bytes(1, 31) },
    ]) {
      const checkpoint = { origin: 'a', size: 20, root: LOG.root(), ...bad };
      expect(() => signCheckpoint(checkpoint, [LOG.signer]), JSON.stringify(bad)).toThrow(Refusal);
    }
  });
});

describe('whose checkpoint is believed', () => {
  const note = LOG.checkpoint();
  const [w1, w2] = ['w1.example', 'w2.example'].map((name, at) => ({
    signer: cosigner(name, bytes(40 + at), AT),
    verifier: cosignatureVerifier(name, privateKey(bytes(40 + at))),
  }));
  const witnesses = [w1!.verifier, w2!.verifier];
  const line = (signer: typeof LOG.signer) =>
    signatureLine(signer, signer.sign(openCheckpoint(note, LOG.policy).text));

  test('of this log, signed by its key', () => {
    expect(openCheckpoint(note, LOG.policy).size).toBe(20);
    expect(() => openCheckpoint(note, { ...LOG.policy, origin: 'assay.example/other' })).toThrow(
      'This is the log',
    );
    const stranger = new KnownLog(LOG.leaves, LOG.origin, bytes(2));
    expect(() => openCheckpoint(stranger.checkpoint(), LOG.policy)).toThrow('No known key');
    expect(() => openCheckpoint(LOG.checkpoint(10), { ...LOG.policy, atLeast: 11 })).toThrow('stale');
  });

  test('witnesses count once each, and never stand in for the log', () => {
    const twice = note + line(w1!.signer) + line(w1!.signer);
    expect(openCheckpoint(twice, { ...LOG.policy, witnesses, quorum: 1 }).witnessed[0]).toMatchObject({
      witness: 'w1.example',
      at: AT,
    });
    expect(() => openCheckpoint(twice, { ...LOG.policy, witnesses, quorum: 2 })).toThrow('1 known witnesses');
    const all = note + line(w1!.signer) + line(w2!.signer);
    expect(openCheckpoint(all, { ...LOG.policy, witnesses, quorum: 2 }).witnessed).toHaveLength(2);
    const alone = signNote(openCheckpoint(note, LOG.policy).text, [w1!.signer, w2!.signer]);
    expect(() => openCheckpoint(alone, { ...LOG.policy, witnesses })).toThrow("log's own key did not sign");
  });

  test('a time changed in a countersignature is seen, and a plain signature is none', () => {
    const signed = w1!.signer.sign(openCheckpoint(note, LOG.policy).text);
    signed[7]! ^= 1;
    const changed = note + signatureLine(w1!.signer, signed);
    expect(() => openCheckpoint(changed, { ...LOG.policy, witnesses })).toThrow('w1.example does not fit');
    const plain = keyPair('w1.example', bytes(40)).signer;
    expect(plain.keyId).not.toBe(w1!.signer.keyId);
    expect(openCheckpoint(note + line(plain), { ...LOG.policy, witnesses }).witnessed).toEqual([]);
    expect(() => cosigner('w', bytes(1), -5_000)).toThrow('after 1970');
    const time = bytes(255, 8); // signed by the witness, and no time that there is
    const never = signEd25519(
      privateKey(bytes(40)),
      Buffer.from(`cosignature/v1\ntime ${2n ** 64n - 1n}\nt\n`),
    );
    expect(witnesses[0]!.verify('t\n', Buffer.concat([time, never]))).toBe(false);
  });

  test('a witness countersigns what continues, once it has seen it, and nothing else', () => {
    const { signer, verifier } = w1!;
    const first = countersign(LOG.checkpoint(8), [], undefined, LOG.policy, signer);
    expect(first.head).toEqual({ size: 8, root: LOG.root(8) });
    const next = countersign(note, consistencyProof(LOG.nodes, 8, 20), first.head, LOG.policy, signer);
    const policy = { ...LOG.policy, witnesses: [verifier], quorum: 1 };
    expect(openCheckpoint(note + next.line, policy).size).toBe(20);
    const fork = new KnownLog(someLeaves(20, 5));
    expect(() =>
      countersign(fork.checkpoint(), consistencyProof(fork.nodes, 8, 20), first.head, LOG.policy, signer),
    ).toThrow('not shown to continue');
    expect(() => countersign(LOG.checkpoint(8), [], next.head, LOG.policy, signer)).toThrow('shorter');
    expect(() => countersign(fork.checkpoint(20), [], next.head, LOG.policy, signer)).toThrow('another root');
    expect(countersign(note, [], next.head, LOG.policy, signer).head).toEqual(next.head);
  });
});
