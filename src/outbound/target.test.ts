import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { allowList, forbidden } from './address.ts';
import { target } from './target.ts';

const NONE = allowList([]);

test.each([
  ['https://hooks.example.org/a?b=c', 'https://hooks.example.org/a?b=c'],
  ['https://HOOKS.Example.ORG', 'https://hooks.example.org/'],
  ['HTTPS://hooks.example.org:443/', 'https://hooks.example.org/'],
  ['https://hooks.example.org:8443/', 'https://hooks.example.org:8443/'],
  ['https://hooks.example.org./a', 'https://hooks.example.org/a'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'],
  ['https://hooks%2eexample.org/', 'https://hooks.example.org/'],
  ['https://hooks。example.org/', 'https://hooks.example.org/'],
  ['https://ⓗooks.example.org/', 'https://hooks.example.org/'],
  ['https://8.8.8.8/', 'https://8.8.8.8/'],
  ['https://134744072/', 'https://8.8.8.8/'],
  ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ['https://hooks.example.org/a@b', 'https://hooks.example.org/a@b'],
  ['https://my_host.example.org/', 'https://my_host.example.org/'],
])('%s is %s', (text, href) => {
  expect(target(text, NONE).url.href).toBe(href);
});

test.each([
  // This machine, in the spellings that parsers take for it.
  ['https://127.0.0.1/', 'loopback'],
  ['https://127.1/', 'loopback'],
  ['https://127.0.1/', 'loopback'],
  ['https://2130706433/', 'loopback'],
  ['https://0x7f000001/', 'loopback'],
  ['https://0x7f.0.0.1/', 'loopback'],
  ['https://0x7F.0x0.0x0.0x1/', 'loopback'],
  ['https://0177.0.0.1/', 'loopback'],
  ['https://017700000001/', 'loopback'],
  ['https://0177.0x0.1/', 'loopback'],
  ['https://127.0.0.1./', 'loopback'],
  ['https://127.0.0.1:8080/', 'loopback'],
  ['https://127.255.255.254/', 'loopback'],
  ['https://①②⑦.0.0.1/', 'loopback'],
  ['https://127。0。0。1/', 'loopback'],
  ['https://%31%32%37.0.0.1/', 'loopback'],
  ['https://[::1]/', 'loopback'],
  ['https://[0:0:0:0:0:0:0:1]/', 'loopback'],
  ['https://[0000:0000:0000:0000:0000:0000:0000:0001]/', 'loopback'],
  ['https://[::0.0.0.1]/', 'loopback'],
  ['https://0/', 'no address'],
  ['https://0.0.0.0/', 'no address'],
  ['https://0x0/', 'no address'],
  ['https://00.0/', 'no address'],
  ['https://1/', 'no address'],
  ['https://[::]/', 'no address'],
  ['https://[0:0:0:0:0:0:0:0]/', 'no address'],
  ['https://[::ffff:127.0.0.1]/', 'written as IPv6'],
  ['https://[::ffff:7f00:1]/', 'written as IPv6'],
  ['https://[0:0:0:0:0:ffff:127.0.0.1]/', 'written as IPv6'],
  ['https://[::FFFF:169.254.169.254]/', 'written as IPv6'],
  ['https://[::127.0.0.1]/', 'written as IPv6'],
  ['https://[::7f00:1]/', 'written as IPv6'],
  ['https://[64:ff9b::127.0.0.1]/', 'loopback'],
  ['https://[64:ff9b::a9fe:a9fe]/', 'metadata'],
  ['https://[64:ff9b::8.8.8.8]/', 'NAT64'],
  ['https://[64:ff9b:1::10.0.0.1]/', 'NAT64'],
  ['https://[2002:7f00:1::]/', 'loopback'],
  ['https://[2002:c0a8:101::1]/', 'private'],
  ['https://[2001:0:808:808::f5ff:fffe]/', 'private'],
  // Networks of one's own, and what clouds keep there.
  ['https://10.0.0.1/', 'private'],
  ['https://0xa.1/', 'private'],
  ['https://167772161/', 'private'],
  ['https://012.0.0.1/', 'private'],
  ['https://172.16.0.1/', 'private'],
  ['https://192.168.0.1/', 'private'],
  ['https://192.168.257/', 'private'],
  ['https://[fd00::1]/', 'private'],
  ['https://[fd00:ec2::254]/latest/meta-data/', 'platform'],
  ['https://100.64.0.1/', 'shared'],
  ['https://100.100.100.200/latest/meta-data/', 'platform'],
  ['https://169.254.169.254/latest/meta-data/', 'metadata'],
  ['https://2852039166/', 'metadata'],
  ['https://0xa9fea9fe/', 'metadata'],
  ['https://0251.0376.0251.0376/', 'metadata'],
  ['https://169.254.43518/', 'metadata'],
  ['https://[fe80::1]/', 'metadata'],
  ['https://168.63.129.16/', 'platform'],
  ['https://224.0.0.1/', 'multicast'],
  ['https://255.255.255.255/', 'broadcast'],
  ['https://4294967295/', 'broadcast'],
  ['https://192.0.2.1/', 'documentation'],
  ['https://198.18.0.1/', 'benchmarks'],
  ['https://[ff02::1]/', 'multicast'],
  // Names that mean something on one's own network only.
  ['https://localhost/', 'private network'],
  ['https://LOCALHOST./', 'private network'],
  ['https://a.localhost/', 'private network'],
  ['https://ｌocalhost/', 'private network'],
  ['https://metadata.google.internal/computeMetadata/v1/', 'private network'],
  ['https://metadata.google.internal./', 'private network'],
  ['https://METADATA/', 'private network'],
  ['https://instance-data/', 'private network'],
  ['https://printer.local/', 'private network'],
  ['https://nas.home.arpa/', 'private network'],
  ['https://postgres:5432/', 'private network'],
  // Not a URL that says plainly where it leads.
  ['https://user@hooks.example.org/', 'user name'],
  ['https://user:secret@hooks.example.org/', 'user name'],
  ['https://@hooks.example.org/', 'user name'],
  ['https://hooks.example.org@127.0.0.1/', 'user name'],
  ['https://hooks.example.org%40127.0.0.1/', 'no URL'],
  ['https://hooks.example.org\\@127.0.0.1/', 'backslash'],
  ['https:\\\\127.0.0.1', 'backslash'],
  ['https://hooks.exam\tple.org/', 'control'],
  ['https://hooks.example.org/\r\nHost: x', 'control'],
  [' https://hooks.example.org/', 'space'],
  ['https:///hooks.example.org/', 'no URL'],
  ['https:hooks.example.org/', 'no URL'],
  ['//hooks.example.org/', 'no URL'],
  ['hooks.example.org', 'no URL'],
  ['', 'no URL'],
  ['https://', 'no URL'],
  ['https://[fe80::1%25eth0]/', 'no URL'],
  ['https://256.1.1.1/', 'no URL'],
  ['https://1.2.3.4.5/', 'no URL'],
  ['https://[::1].example.org/', 'no URL'],
  ['https://xn--a/', 'no URL'],
  ['https://hooks..example.org/', 'no name'],
  ['https://hooks.example.org../', 'no name'],
  ['https://hooks.example.org:0/', 'port 0'],
  ['https://hooks.example.org:65536/', 'no URL'],
  ['https://hooks.example.org/#part', 'never sent'],
  ['ftp://hooks.example.org/', 'ftp:'],
  ['file:///etc/passwd', 'no URL'],
  ['gopher://127.0.0.1:6379/_SET', 'gopher:'],
  ['javascript://hooks.example.org/%0aalert(1)', 'javascript:'],
  ['data:text/plain,a', 'no URL'],
  ['http://hooks.example.org/', 'by http'],
  ['http://8.8.8.8/', 'by http'],
  [`https://hooks.example.org/${'a'.repeat(2048)}`, 'longer'],
])('%s is refused: %s', (text, words) => {
  try {
    target(text, NONE);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({
      code: 'usage',
      place: { field: 'url' },
      message: expect.stringContaining(words),
    });
    expect((error as Refusal).next).not.toBe('');
    return;
  }
  expect.unreachable('it was not refused');
});

test('what the operator allowed may be plain http and private; its neighbours may not', () => {
  const allow = allowList(['hooks.corp', '10.1.0.0/16', 'BÜCHER.example']);
  expect(target('http://hooks.corp:8080/a', allow).url.href).toBe('http://hooks.corp:8080/a');
  expect(target('http://Hooks.Corp./a', allow).host).toBe('hooks.corp');
  expect(target('http://10.1.2.3/', allow)).toMatchObject({ host: '10.1.2.3', literal: true });
  expect(target('http://xn--bcher-kva.example/', allow).literal).toBe(false);
  expect(() => target('http://10.2.0.1/', allow)).toThrow('private');
  expect(() => target('http://a.hooks.corp/', allow)).toThrow('private');
  expect(() => target('http://[::ffff:10.1.2.3]/', allow)).toThrow('written as IPv6');
  expect(() => target('http://other.example/', allow)).toThrow('by http');
});

test('refusals never repeat what may be a secret of the URL', () => {
  for (const text of [
    'https://user:CANARY@hooks.example.org/CANARY',
    'http://hooks.example.org/CANARY?token=CANARY',
    'https://127.0.0.1/CANARY',
    'https://hooks.example.org/CANARY#CANARY',
    `https://hooks.example.org/CANARY ${'a'.repeat(9)}`,
  ]) {
    try {
      target(text, NONE);
      expect.unreachable();
    } catch (error) {
      expect((error as Refusal).line()).not.toContain('CANARY');
    }
  }
});

test('any spelling of a URL is refused, or leads to a name or to a public address', () => {
  const piece = fc.constantFrom(
    '127',
    '0x7f',
    '1',
    '.',
    ':',
    '[',
    ']',
    '::',
    'ffff',
    '@',
    '%31',
    'a',
    '。',
    '0',
    '-',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.array(piece, { maxLength: 9 }).map((all) => `https://${all.join('')}/`),
      ),
      (text) => {
        try {
          const to = target(text, NONE);
          expect(to.url.protocol).toBe('https:');
          expect(to.url.username + to.url.password).toBe('');
          if (to.literal) expect(forbidden(to.host, NONE)).toBeUndefined();
          else expect(to.host).toContain('.');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
