import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asArray,
  asBoolean,
  asInstant,
  asInteger,
  asNumber,
  asObject,
  asString,
  asStrings,
  asText,
  member,
} from './schema.ts';

describe('readers of unknown values', () => {
  test('none of them throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }), (value) => {
        for (const read of [asArray, asBoolean, asInteger, asNumber, asObject, asString, asStrings, asText])
          read(value);
        asInstant(value);
        asInstant(value, 'seconds');
        member(value, 'a', 0, 'length');
      }),
      { numRuns: 500 },
    );
  });

  test('numbers', () => {
    expect(['12', ' 0.5 ', '1e3', -3, '.5'].map(asNumber)).toEqual([12, 0.5, 1000, -3, 0.5]);
    expect(['', ' ', '0x10', 'Infinity', '1e999', Number.NaN, '12a', true, null].map(asNumber)).toEqual(
      Array(9).fill(undefined),
    );
    expect([asInteger('12'), asInteger(1.5), asInteger('9007199254740993')]).toEqual([
      12,
      undefined,
      undefined,
    ]);
  });

  test('text', () => {
    expect([
      asString(''),
      asString('a'),
      asString(1),
      asText(1),
      asText('9007199254740993'),
      asText({}),
    ]).toEqual([undefined, 'a', undefined, '1', '9007199254740993', undefined]);
    expect([asStrings('a'), asStrings(['a', 1, '', 'b']), asStrings(null)]).toEqual([['a'], ['a', 'b'], []]);
    expect([asBoolean('True'), asBoolean(false), asBoolean('no'), asBoolean(1)]).toEqual([
      true,
      false,
      undefined,
      undefined,
    ]);
  });

  test('times', () => {
    const instant = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(asInstant('2026-01-02T03:04:05Z')).toBe(instant);
    expect(asInstant(instant / 1000, 'seconds')).toBe(instant);
    expect(asInstant(String(instant), 'milliseconds')).toBe(instant);
    expect(asInstant(instant / 1000 + 0.5, 'seconds')).toBe(instant + 500);
    expect([asInstant(instant), asInstant('soon'), asInstant(1e20, 'seconds'), asInstant('')]).toEqual(
      Array(4).fill(undefined),
    );
  });

  test('a path reads what is there, and never what is inherited', () => {
    const value = JSON.parse('{"a":[{"b":null}],"__proto__":{"x":1}}');
    expect(member(value, 'a', 0, 'b')).toBe(null);
    expect(member(value, '__proto__', 'x')).toBe(1);
    for (const path of [
      ['toString'],
      ['constructor', 'name'],
      ['a', 'map'],
      ['a', 1],
      ['a', 0, 'b', 'c'],
      ['x'],
    ]) {
      expect(member(value, ...path)).toBeUndefined();
    }
    expect(member('text', 'length')).toBeUndefined();
  });
});
