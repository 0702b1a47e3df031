import { expect, test } from 'vitest';
import { safeNext } from './session.ts';

test.each(['/', '/systems/payments', '/aspects/backup?at=2026-11-01', '/a//b'])(
  '%s is a page of ours',
  (next) => {
    expect(safeNext(next)).toBe(next);
  },
);

test.each([
  undefined,
  '',
  'systems',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\tevil.example',
  '\t//evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  ' /systems',
  'http:/evil.example',
])('%j is none', (next) => {
  expect(safeNext(next)).toBe('/');
});
