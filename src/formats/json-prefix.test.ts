import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonPrefix } from './json-prefix.ts';

test('a whole text gives what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJsonPrefix(text)).toEqual(JSON.parse(text));
    }),
  );
});

/** Whether `part` is `whole` with things left out at its end. */
function begins(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(part, whole);
  if (typeof whole !== 'object' || whole === null || Array.isArray(part) !== Array.isArray(whole))
    return false;
  const [some, all] = [Object.entries(part), new Map(Object.entries(whole))];
  return some.every(
    ([name, value], index) =>
      all.has(name) &&
      (index === some.length - 1
        ? begins(value, all.get(name))
        : JSON.stringify(value) === JSON.stringify(all.get(name))),
  );
}

test('a text that is cut anywhere gives a beginning of it, and never less for more text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const whole: unknown = JSON.parse(JSON.stringify({ first: 1, value }));
      const text = JSON.stringify(whole);
      let longest = 0;
      for (let length = '{"first":1,'.length; length <= text.length; length++) {
        const part = parseJsonPrefix(text.slice(0, length));
        expect(begins(part, whole)).toBe(true);
        const size = JSON.stringify(part).length;
        expect(size).toBeGreaterThanOrEqual(longest);
        longest = size;
      }
    }),
    { numRuns: 100 },
  );
});

test('containers that are open keep what they have', () => {
  const text = '{"runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"a"},{"id":"b","na';
  expect(parseJsonPrefix(text)).toEqual({
    runs: [{ tool: { driver: { name: 'x', rules: [{ id: 'a' }, { id: 'b' }] } } }],
  });
  expect(parseJsonPrefix('[1,2,3')).toEqual([1, 2]);
  expect(parseJsonPrefix('[')).toEqual([]);
});

test('what is broken keeps what stood before, and what is no JSON is nothing', () => {
  expect(parseJsonPrefix('{"a":1,"b":oops}')).toEqual({ a: 1 });
  for (const text of ['[section]', '{{ x }}', '{a: 1}', 'hello', '', '<a/>'])
    expect(parseJsonPrefix(text)).toBeUndefined();
});

test('it never throws, however deep, and no name reaches a prototype', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', ' ', 'u') }),
      (text) => {
        parseJsonPrefix(text);
      },
    ),
    { numRuns: 2000 },
  );
  parseJsonPrefix('['.repeat(100_000));
  const value = parseJsonPrefix('{"__proto__":{"polluted":1}') as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['__proto__']);
});
