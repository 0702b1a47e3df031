import { expect, test } from 'vitest';
import { accountKey, hostKey, imageKey, repositoryKey } from './key.ts';

test.each([
  'https://github.com/acme/payments.git',
  'https://alice:token@github.com/acme/payments',
  'git@github.com:acme/payments.git',
  'ssh://git@github.com/acme/payments.git',
  'ssh://git@github.com:22/acme/payments.git',
  'github.com/Acme/Payments/',
])('%s is the same repository', (address) => {
  expect(repositoryKey(address)).toBe('repo:github.com/acme/payments');
});

test('a host is the same with a port, a trailing dot, or in capitals', () => {
  expect(hostKey('Web-1.example.com.')).toBe('host:web-1.example.com');
  expect(hostKey('web-1.example.com:9100')).toBe('host:web-1.example.com');
  expect(hostKey('[2001:db8::1]:9100')).toBe('host:2001:db8::1');
  expect(hostKey('2001:db8::1')).toBe('host:2001:db8::1');
});

test('an image is known by its digest where there is one', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(imageKey(`registry.example.com/app@${digest}`)).toBe(`image:${digest}`);
  expect(imageKey('app:1.2')).toBe('image:app:1.2');
});

test('an account names its provider', () => {
  expect(accountKey('AWS', ' 123456789012 ')).toBe('account:aws:123456789012');
});
