import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, jsonText } from './text.ts';

test('whole text stays as it is; NUL and halves of pairs become U+FFFD', () => {
  expect(cleanText('naïve 😀 \\u0000 \u0001')).toBe('naïve 😀 \\u0000 \u0001');
  expect(cleanText('a\0b\ud800c\udc00')).toBe('a\ufffdb\ufffdc\ufffd');
});

test('JSON keeps every value, and never an escape that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonText(value);
      expect(JSON.parse(text)).toEqual(
        JSON.parse(JSON.stringify(value).replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\ufffd')),
      );
    }),
  );
  expect(JSON.parse(jsonText({ 'a\0': ['\0', '\\u0000', '\ud800', 1, null] }))).toEqual({
    'a\ufffd': ['\ufffd', '\\u0000', '\ufffd', 1, null],
  });
  expect(jsonText(undefined)).toBe('null');
});

test('a field that a prototype also has is a field like any other', () => {
  const value: unknown = JSON.parse('{"__proto__": {"x": "\\u0000"}}');
  expect(jsonText(value)).toBe('{"__proto__":{"x":"\ufffd"}}');
});
