import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE } from '../records/instant.ts';
import { rotated, signatureHeaders, signingSecret, verifySignature } from './sign.ts';

const NOW = 1_790_000_000_000;
const OLD = signingSecret(Buffer.alloc(32, 1));
const NEW = signingSecret(Buffer.alloc(32, 2));
const BODY = '{"a":1}';
const signed = (secret = OLD, at = NOW, body: string | Uint8Array = BODY) =>
  signatureHeaders([{ secret }], 'msg_1', at, body);

/** The one vector that the libraries of Standard Webhooks share. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};

test('the vector of Standard Webhooks is signed and accepted', () => {
  const at = 1_614_265_330_000;
  const { secret, body, headers } = VECTOR;
  expect(signatureHeaders([{ secret }], headers['webhook-id'], at, body)).toEqual(headers);
  expect(signatureHeaders([{ secret }], headers['webhook-id'], at + 999, Buffer.from(body))).toEqual(headers);
  verifySignature(secret, headers, body, at);
});

test('a body of any bytes is signed as a plain HMAC would, and one changed byte shows', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1 }),
      fc.nat(),
      fc.uint8Array({ minLength: 24, maxLength: 64 }),
      (body, at, key) => {
        const secret = signingSecret(key);
        const headers = signed(secret, NOW, body);
        const content = Buffer.concat([Buffer.from(`msg_1.${NOW / 1000}.`), body]);
        const plain = createHmac('sha256', key).update(content).digest('base64');
        expect(headers['webhook-signature']).toBe(`v1,${plain}`);
        verifySignature(secret, headers, body, NOW);
        const changed = Uint8Array.from(body);
        const place = at % body.length;
        changed[place] = (changed[place] ?? 0) ^ 1;
        expect(() => verifySignature(secret, headers, changed, NOW)).toThrow('does not fit');
      },
    ),
  );
});

test('while a secret is replaced, receivers with the old and with the new one accept; then the new one only', () => {
  const until = NOW + 60 * MINUTE;
  const secrets = rotated([{ secret: OLD }], NEW, until);
  const headers = signatureHeaders(secrets, 'msg_1', NOW, BODY);
  expect(headers['webhook-signature'].split(' ')).toEqual([
    signed(NEW)['webhook-signature'],
    signed(OLD)['webhook-signature'],
  ]);
  verifySignature(OLD, headers, BODY, NOW);
  verifySignature(NEW, headers, BODY, NOW);
  const later = signatureHeaders(secrets, 'msg_1', until, BODY);
  verifySignature(NEW, later, BODY, until);
  expect(() => verifySignature(OLD, later, BODY, until)).toThrow('does not fit');
});

test('a second replacement ends the first secret at once, and no more than two sign', () => {
  const third = signingSecret(Buffer.alloc(32, 3));
  const secrets = rotated(rotated([{ secret: OLD }], NEW, NOW + MINUTE), third, NOW + MINUTE);
  const headers = signatureHeaders(secrets, 'msg_1', NOW, BODY);
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  verifySignature(NEW, headers, BODY, NOW);
  verifySignature(third, headers, BODY, NOW);
  expect(() => verifySignature(OLD, headers, BODY, NOW)).toThrow('does not fit');
  expect(rotated([], NEW, NOW)).toEqual([{ secret: NEW }]);
});

const good = signed();
test.each([
  ['none', {}],
  ['without an id', { ...good, 'webhook-id': '' }],
  ['with another id', { ...good, 'webhook-id': 'msg_2' }],
  ['with another time', { ...good, 'webhook-timestamp': String(NOW / 1000 + 1) }],
  ['with a time that is none', { ...good, 'webhook-timestamp': '1e9' }],
  ['six minutes old', signed(OLD, NOW - 6 * MINUTE)],
  ['six minutes ahead', signed(OLD, NOW + 6 * MINUTE)],
  ['of another secret', signed(NEW)],
  ['cut short', { ...good, 'webhook-signature': good['webhook-signature'].slice(0, 20) }],
  ['of another version', { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v1a,') }],
  ['empty', { ...good, 'webhook-signature': '' }],
  ['only a version', { ...good, 'webhook-signature': 'v1,' }],
])('a signature that is %s is refused', (_, headers) => {
  expect(() => verifySignature(OLD, headers, BODY, NOW)).toThrow(
    expect.objectContaining({ code: 'signature' }),
  );
});

test.each([
  ['four minutes old', signed(OLD, NOW - 4 * MINUTE)],
  ['four minutes ahead', signed(OLD, NOW + 4 * MINUTE)],
  ['beside unknown ones', { ...good, 'webhook-signature': `v1a,AAAA v2 ${good['webhook-signature']}` }],
])('a signature that is %s is accepted', (_, headers) => {
  expect(() => verifySignature(OLD, headers, BODY, NOW)).not.toThrow();
});

test.each([
  '',
  'whsec_',
  'whsec_AAAA',
  `whsec_${'A'.repeat(88)}`,
  'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'whsec_!!!!',
])('the secret "%s" is refused, and not repeated', (secret) => {
  expect(() => signed(secret)).toThrow(
    expect.objectContaining({ code: 'usage', message: 'A secret is whsec_ and 24 to 64 bytes in base64.' }),
  );
});

test('nothing is signed without a secret, nor with an id that could hide a time', () => {
  expect(() => signatureHeaders([{ secret: OLD, until: NOW }], 'msg_1', NOW, BODY)).toThrow(
    'No secret is in use',
  );
  for (const id of ['', 'a.1', 'a b', 'a\r\nb', 'a'.repeat(201)]) {
    expect(() => signatureHeaders([{ secret: OLD }], id, NOW, BODY)).toThrow(TypeError);
  }
  expect(() => signingSecret(Buffer.alloc(23))).toThrow(RangeError);
  expect(() => signingSecret(Buffer.alloc(65))).toThrow(RangeError);
});
