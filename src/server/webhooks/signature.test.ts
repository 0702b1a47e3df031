import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSignature, webhookSecret } from './signature.ts';

const NOW = 1_790_000_000_000;
const SECRET = webhookSecret(Buffer.alloc(32, 7), 'default', 'abc');
const hmac = (secret: string, body: string | Uint8Array) =>
  createHmac('sha256', secret).update(body).digest('hex');
const timed = (seconds: number, body: string, secret = SECRET) =>
  `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`;
const check = (headers: Record<string, string>, body = '{}') =>
  checkSignature(SECRET, Buffer.from(body), headers, NOW);

test('each webhook of each installation and organization has a secret of its own', () => {
  const key = Buffer.alloc(32, 7);
  const all = [
    SECRET,
    webhookSecret(key, 'default', 'abd'),
    webhookSecret(key, 'other', 'abc'),
    webhookSecret(Buffer.alloc(32, 8), 'default', 'abc'),
  ];
  expect(new Set(all).size).toBe(4);
  expect(webhookSecret(key, 'default', 'abc')).toBe(SECRET);
});

test.each([
  ['our own', { 'assay-signature': timed(NOW / 1000, '{}') }],
  ['our own, four minutes old', { 'assay-signature': timed(NOW / 1000 - 240, '{}') }],
  ['GitHub’s', { 'x-hub-signature-256': `sha256=${hmac(SECRET, '{}')}` }],
  [
    'PagerDuty’s, with an old and a new secret',
    { 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${hmac(SECRET, '{}')}` },
  ],
])('%s is accepted', (_, headers) => {
  expect(() => check(headers)).not.toThrow();
});

test.each([
  ['none', {}],
  ['of another secret', { 'assay-signature': timed(NOW / 1000, '{}', 'other') }],
  ['of another body', { 'assay-signature': timed(NOW / 1000, '{ }') }],
  ['six minutes old', { 'assay-signature': timed(NOW / 1000 - 360, '{}') }],
  ['ahead', { 'assay-signature': timed(NOW / 1000 + 360, '{}') }],
  ['without a time', { 'assay-signature': `v1=${hmac(SECRET, '{}')}` }],
  ['cut short', { 'x-hub-signature-256': `sha256=${hmac(SECRET, '{}').slice(0, 32)}` }],
  ['empty', { 'x-pagerduty-signature': '' }],
])('a signature that is %s is refused', (_, headers) => {
  expect(() => check(headers)).toThrow(expect.objectContaining({ code: 'signature' }));
});

test('a body of any bytes is signed as it is, and one changed byte shows', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (body, at) => {
      const headers = { 'x-hub-signature-256': `sha256=${hmac(SECRET, body)}` };
      checkSignature(SECRET, body, headers, NOW);
      const changed = Uint8Array.from(body);
      const place = at % body.length;
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => checkSignature(SECRET, changed, headers, NOW)).toThrow();
    }),
  );
});
