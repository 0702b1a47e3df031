import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowList, forbidden, hostName } from './address.ts';
import { ipv4, ipv6, publicIpv4, publicIpv6 } from './testing/oracle.ts';

const NONE = allowList([]);

test.each([
  ['8.8.8.8', undefined],
  ['1.1.1.1', undefined],
  ['100.63.255.255', undefined],
  ['172.32.0.1', undefined],
  ['198.20.0.1', undefined],
  ['223.255.255.255', undefined],
  ['2606:4700:4700::1111', undefined],
  ['2a00:1450:4001::1', undefined],
  ['2002:808:808::1', undefined],
  ['2001:0:808:808:0:0:f7f7:f7f7', undefined],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'no address'],
  ['::', 'no address'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['fd00:ec2::254', 'platform'],
  ['fd20:ce::254', 'platform'],
  ['fec0::1', 'private'],
  ['100.64.0.1', 'shared'],
  ['100.100.100.200', 'platform'],
  ['169.254.169.254', 'metadata'],
  ['169.254.170.2', 'metadata'],
  ['fe80::1', 'metadata'],
  ['fe80::1%eth0', 'metadata'],
  ['168.63.129.16', 'platform'],
  ['192.0.0.192', 'reserves'],
  ['224.0.0.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['240.0.0.1', 'reserves'],
  ['192.0.2.1', 'documentation'],
  ['2001:db8::1', 'documentation'],
  ['3fff::1', 'documentation'],
  ['198.18.0.1', 'benchmarks'],
  ['2001:2::1', 'benchmarks'],
  ['::ffff:8.8.8.8', 'written as IPv6'],
  ['::ffff:127.0.0.1', 'written as IPv6'],
  ['::7f00:1', 'written as IPv6'],
  ['64:ff9b::808:808', 'NAT64'],
  ['64:ff9b::7f00:1', 'loopback'],
  ['64:ff9b:1::1', 'NAT64'],
  ['2002:7f00:1::', 'loopback'],
  ['2002:a9fe:a9fe::', 'metadata'],
  ['2001:0:808:808:0:0:f5ff:fffe', 'private'],
  ['2001:0:a00:1:0:0:f7f7:f7f7', 'private'],
  ['100::1', 'reserves'],
  ['2001:20::1', 'reserves'],
  ['5f00::1', 'reserves'],
  ['localhost', 'nothing'],
  ['0x7f.1', 'nothing'],
  ['', 'nothing'],
])('%s belongs to %s', (address, words) => {
  const why = forbidden(address, NONE);
  if (words === undefined) expect(why).toBeUndefined();
  else expect(why).toContain(words);
});

/** Numbers near the edges of the ranges, where mistakes are, among any. */
const edges = [0x0a000000, 0x64400000, 0x64800000, 0x7f000000, 0xa9fe0000, 0xac100000, 0xac200000, 0xc0000000]
  .concat([0xc0000200, 0xc0586300, 0xc0a80000, 0xc6120000, 0xc6140000, 0xc6336400, 0xcb007100, 0xe0000000])
  .concat([0xf0000000, 0xffffffff, 0xa83f8110]);
const anyIpv4 = fc
  .oneof(
    fc.nat({ max: 0xffffffff }),
    fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -300, max: 300 })).map(([edge, off]) => edge + off),
  )
  .map((number) => ipv4(number >>> 0));
const quad = fc.nat({ max: 0xffff });
const head = fc.oneof(
  quad,
  fc.constantFrom(0, 0x64, 0x100, 0x2001, 0x2002, 0x3fff, 0x3ffe, 0xfc00, 0xfe80, 0xff00, 0x4000, 0x1fff),
);
const second = fc.oneof(quad, fc.constantFrom(0, 1, 2, 3, 0x1ff, 0x200, 0xdb8, 0xff9b, 0x7f00, 0x808));
const anyIpv6 = fc
  .tuple(head, second, fc.array(fc.oneof(quad, fc.constant(0)), { minLength: 6, maxLength: 6 }))
  .map(([first, next, rest]) => ipv6([first, next, ...rest]));

test('IPv4 addresses are told apart as a plain reading of the registry does', () => {
  fc.assert(
    fc.property(anyIpv4, (address) => {
      expect(forbidden(address, NONE) === undefined).toBe(publicIpv4(address));
    }),
    { numRuns: 5_000 },
  );
});

test('IPv6 addresses are told apart as a plain reading of the registry does', () => {
  fc.assert(
    fc.property(anyIpv6, (address) => {
      expect(forbidden(address, NONE) === undefined).toBe(publicIpv6(address));
    }),
    { numRuns: 5_000 },
  );
});

test('an IPv4 address inside of an IPv6 one opens nothing that it does not open by itself', () => {
  const wide = allowList(['64:ff9b::/96']);
  fc.assert(
    fc.property(anyIpv4, (address) => {
      const pairs = address.split('.').map(Number);
      const high = (((pairs[0] ?? 0) << 8) | (pairs[1] ?? 0)).toString(16);
      const low = (((pairs[2] ?? 0) << 8) | (pairs[3] ?? 0)).toString(16);
      const open = publicIpv4(address);
      expect(forbidden(`64:ff9b::${high}:${low}`, wide) === undefined).toBe(open);
      expect(forbidden(`2002:${high}:${low}::1`, NONE) === undefined).toBe(open);
      expect(forbidden(`::ffff:${address}`, wide)).toBeDefined();
      expect(forbidden(`::${address}`, wide)).toBeDefined();
    }),
  );
});

test('an allowed range opens its addresses and no neighbour', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffffff }), fc.integer({ min: 9, max: 32 }), (number, length) => {
      const address = ipv4(0x0a000000 + number);
      const open = allowList([`${address}/${length}`]);
      expect(forbidden(address, open)).toBeUndefined();
      const neighbour = ipv4((0x0a000000 + number) ^ (2 ** (32 - length)));
      expect(forbidden(neighbour, open)).toContain('private');
    }),
  );
});

test('an allowed name opens one’s own networks, never metadata; ranges open metadata, nothing opens broadcast', () => {
  const open = allowList(['Hooks.Corp.Example.', '169.254.0.0/16', '224.0.0.0/4', '0.0.0.0/0', '::/0']);
  const named = allowList(['hooks.corp.example']);
  expect(forbidden('10.0.0.1', named, 'hooks.corp.example')).toBeUndefined();
  expect(forbidden('127.0.0.1', named, 'hooks.corp.example')).toBeUndefined();
  expect(forbidden('fd00::1', named, 'hooks.corp.example')).toBeUndefined();
  expect(forbidden('10.0.0.1', named, 'other.corp.example')).toContain('private');
  expect(forbidden('10.0.0.1', named)).toContain('private');
  for (const metadata of [
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    'fd00:ec2::254',
    'fe80::1',
  ]) {
    expect(forbidden(metadata, named, 'hooks.corp.example')).toMatch(/metadata|platform/);
  }
  expect(forbidden('169.254.169.254', open)).toBeUndefined();
  for (const never of ['0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::ffff:10.0.0.1']) {
    expect(forbidden(never, open, 'hooks.corp.example')).toBeDefined();
  }
});

test('a range of one family opens nothing of the other', () => {
  expect(forbidden('10.0.0.1', allowList(['::ffff:0:0/96']))).toContain('private');
  expect(forbidden('fd00::1', allowList(['0.0.0.0/0']))).toContain('private');
});

test.each([
  '10.0.0.0/33',
  'fd00::/129',
  '10.0.0/8',
  'a b',
  'http://a',
  'a/b',
  '*.example.org',
  '',
  '..',
  'fe80::1%lo',
])('an allow list with "%s" is refused', (entry) => {
  expect(() => allowList([entry])).toThrow(expect.objectContaining({ code: 'usage' }));
});

test.each([
  ['EXAMPLE.org.', 'example.org'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['127.1', undefined],
  ['a..b', undefined],
  ['a:80', undefined],
])('%s as a host name is %s', (text, name) => {
  expect(hostName(text)).toBe(name);
});
