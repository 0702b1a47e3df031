import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each([
  '/',
  '/systems',
  '/systems/',
  '/systems/payments',
  '/systems/payments?at=2026-11-01&next=//evil.example',
  '/aspects/backup#https://evil.example',
  '/people?name=%2F%2F',
  '/systems/caf%C3%A9',
  '/systems/100%25',
  '/systems/a:b@c',
  '/apis',
])('%s is a page of ours', (next) => {
  expect(safeNext(next)).toBe(next);
});

const EVIL = 'evil.example';
const SPELLINGS = [
  undefined,
  '',
  EVIL,
  'systems',
  './systems',
  '../systems',
  '?next=/',
  '#/',
  `https://${EVIL}`,
  `http://${EVIL}`,
  `HTTPS://${EVIL}`,
  `https:${EVIL}`,
  `https:/${EVIL}`,
  `https:///${EVIL}`,
  `https:\\\\${EVIL}`,
  `//${EVIL}`,
  `///${EVIL}`,
  `////${EVIL}`,
  `//${EVIL}/%2f..`,
  `//${EVIL}:443/`,
  `//user@${EVIL}/`,
  '//0x7f000001',
  '//[::1]/',
  `/\\${EVIL}`,
  `/\\/${EVIL}`,
  `\\/${EVIL}`,
  `\\\\${EVIL}`,
  `\\${EVIL}`,
  `/systems\\..\\${EVIL}`,
  `/ /${EVIL}`,
  ` //${EVIL}`,
  ` /systems`,
  `/systems `,
  `/\t/${EVIL}`,
  `\t//${EVIL}`,
  `/\n/${EVIL}`,
  `/\r/${EVIL}`,
  `/\r\nLocation: https://${EVIL}`,
  `/systems\r\nSet-Cookie: a=b`,
  `/\0/${EVIL}`,
  `\u0001//${EVIL}`,
  `/\u000b/${EVIL}`,
  `/\u007f/${EVIL}`,
  `/\u0085/${EVIL}`,
  `/\u00a0/${EVIL}`,
  `/\u2028/${EVIL}`,
  `\ufeff//${EVIL}`,
  `/\u200b/${EVIL}`,
  `/／${EVIL}`,
  `／／${EVIL}`,
  `/\u2215${EVIL}`,
  `//evil。example`,
  `/%2f${EVIL}`,
  `/%2F%2F${EVIL}`,
  `/%5c${EVIL}`,
  `/%5C%5C${EVIL}`,
  `/%252f${EVIL}`,
  `/%255c${EVIL}`,
  `/%25252f${EVIL}`,
  `/%00/${EVIL}`,
  `/%09/${EVIL}`,
  `/%0a/${EVIL}`,
  `/%0d%0aLocation:%20https://${EVIL}`,
  `/%`,
  `/%zz`,
  `/%c0%af${EVIL}`,
  `/.//${EVIL}`,
  `/..//${EVIL}`,
  `/%2e%2e//${EVIL}`,
  `/./systems`,
  `/systems/../../${EVIL}`,
  `/systems/..`,
  `/systems/.`,
  `/%2e%2e/${EVIL}`,
  `/%2E/${EVIL}`,
  `/systems/%252e%252e/x`,
  `/systems//${EVIL}`,
  `/systems///`,
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\tscript:alert(1)',
  '/javascript:alert(1)\n',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://evil.example/x',
  'mailto:x@evil.example',
  `@${EVIL}`,
  `:@${EVIL}`,
  `.${EVIL}`,
  `/api/v1/session`,
  `/API/v1/session`,
  '/api',
  `/<script>`,
  `/"onload="x`,
  `/${'a'.repeat(2_000)}`,
];

test.each(SPELLINGS)('%j is none', (next) => {
  expect(safeNext(next)).toBe('/');
});

test('the table has enough of them, and each once', () => {
  expect(new Set(SPELLINGS).size).toBe(SPELLINGS.length);
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(60);
});

test('whatever it lets through, a browser stays on this server and on this path', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '%2e',
    ':',
    '@',
    '?',
    '#',
    'a',
    ' ',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 }), (pieces) => {
      const went = safeNext(pieces.join(''));
      const url = new URL(went, 'https://assay.example');
      expect(url.origin).toBe('https://assay.example');
      expect(url.pathname).toBe(went.split(/[?#]/)[0]);
      expect(url.pathname.startsWith('//')).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
