import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { canonicalJson, type LeafFacts, makeLeaf, readLeaf } from './leaf.ts';
import { bytes } from './testing/known-log.ts';

const SALT = bytes(7, 16);

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('\u2028', '\u0000', '"\\/', '\u007f', '€', '\ud83d\ude02'),
);
const factsOf = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((name) => name !== 'salt'),
  value,
);

describe('canonical JSON', () => {
  // The examples of RFC 8785, 3.2.2 and 3.2.3, as far as they are flat and without fractions.
  test('is written as RFC 8785 writes it', () => {
    expect(canonicalJson({ string: '€$\u000f\nA\'B"\\\\"/' })).toBe(
      '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(
      canonicalJson({
        '€': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        ö: 'Latin Small Letter O With Diaeresis',
      }),
    ).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    expect(canonicalJson({ c: null, b: true, a: -0, B: 2 ** 53 - 1 })).toBe(
      '{"B":9007199254740991,"a":0,"b":true,"c":null}',
    );
    expect(canonicalJson({})).toBe('{}');
  });

  test.each([
    ['a fraction', 1.5],
    ['a number that is not exact', 2 ** 53],
    ['infinity', Number.POSITIVE_INFINITY],
    ['no number', Number.NaN],
    ['nothing defined', undefined],
    ['a list', []],
    ['an object', {}],
    ['a date', new Date(0)],
    ['half a character', '\ud800'],
  ])('%s is refused', (_, odd) => {
    // as: callers without types can pass anything
    expect(() => canonicalJson({ a: odd } as LeafFacts)).toThrow('A leaf says');
  });
});

describe('a leaf', () => {
  test('is SHA-256 over 0x00 and its canonical JSON, salt included', () => {
    const { data, hash } = makeLeaf({ kind: 'evidence', seq: 3 }, SALT);
    expect(data.toString()).toBe('{"kind":"evidence","salt":"BwcHBwcHBwcHBwcHBwcHBw","seq":3}');
    expect(hash).toEqual(
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(0), data]))
        .digest(),
    );
    expect(readLeaf(data)).toEqual({ facts: { kind: 'evidence', seq: 3 }, hash });
  });

  test('is read back as it was, whatever it says, in whichever order', () => {
    fc.assert(
      fc.property(factsOf, (facts) => {
        const { data, hash } = makeLeaf(facts, SALT);
        expect(readLeaf(data).hash).toEqual(hash);
        const entries = Object.entries(readLeaf(data).facts).map(([name, each]) => [
          name,
          each === 0 ? 0 : each,
        ]);
        const wanted = Object.entries(facts).map(([name, each]) => [name, each === 0 ? 0 : each]);
        const order = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
        expect(entries.sort(order)).toEqual(wanted.sort(order));
        expect(makeLeaf(Object.fromEntries(Object.entries(facts).reverse()), SALT).hash).toEqual(hash);
      }),
      { numRuns: 1_000 },
    );
  });

  test('has one spelling: the same JSON written otherwise is refused', () => {
    const good = '{"a":1,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}';
    expect(readLeaf(good).facts).toEqual({ a: 1 });
    for (const other of [
      '{"a": 1,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      '{"salt":"BwcHBwcHBwcHBwcHBwcHBw","a":1}',
      '{"a":0,"a":1,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      '{"a":1.0,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      '{"a":1e0,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      '{"\\u0061":1,"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      '{"a":1,"salt":"BwcHBwcHBwcHBwcHBwcHBx"}',
      '{"a":1,"salt":"BwcHBwcH"}',
      '{"a":1,"salt":7}',
      '{"a":1}',
      '{"a":[],"salt":"BwcHBwcHBwcHBwcHBwcHBw"}',
      `\ufeff${good}`,
      `${good}\n`,
      '[1]',
      'null',
      '',
      '{',
    ]) {
      expect(() => readLeaf(other), other).toThrow('This is no leaf');
    }
  });

  test('of another salt has another hash; a short salt, one among the facts, and too much are refused', () => {
    expect(makeLeaf({ a: 1 }, bytes(8, 16)).hash).not.toEqual(makeLeaf({ a: 1 }, SALT).hash);
    expect(() => makeLeaf({ a: 1 }, bytes(8, 15))).toThrow('16 bytes');
    expect(() => makeLeaf({ salt: 'mine' }, SALT)).toThrow(Refusal);
    expect(() => makeLeaf({ a: 'x'.repeat(65_536) }, SALT)).toThrow('65535');
    expect(() => readLeaf(`{"a":"${'x'.repeat(65_536)}"}`)).toThrow(Refusal);
  });
});
