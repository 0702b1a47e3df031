import { BlockList, isIP } from 'node:net';
import { Refusal } from '../records/refusal.ts';

/**
 * What an operator can open. `own`: addresses of one's own networks, by an allowed name or range. `range`: by an
 * allowed range only, so that a name cannot be pointed at them. `never`: nobody answers HTTP there.
 */
type Opening = 'own' | 'range' | 'never';

/** A kind of address that is not the public internet's, in words for people. */
interface Kind {
  words: string;
  opens: Opening;
  ranges: readonly string[];
}

/** From the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), the first that fits wins. */
const KINDS: readonly Kind[] = [
  {
    words: 'a cloud’s own platform',
    opens: 'range',
    // Metadata beside 169.254.169.254: Azure, Alibaba, AWS, Google.
    ranges: ['168.63.129.16/32', '100.100.100.200/32', 'fd00:ec2::/32', 'fd20:ce::/32'],
  },
  { words: 'this machine itself (loopback)', opens: 'own', ranges: ['127.0.0.0/8', '::1/128'] },
  { words: 'no address at all', opens: 'never', ranges: ['0.0.0.0/8', '::/128'] },
  { words: 'a private network', opens: 'own', ranges: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
  { words: 'a provider’s shared network', opens: 'own', ranges: ['100.64.0.0/10'] },
  { words: 'a private network', opens: 'own', ranges: ['fc00::/7', 'fec0::/10'] },
  {
    words: 'the local link, where clouds keep their metadata',
    opens: 'range',
    ranges: ['169.254.0.0/16', 'fe80::/10'],
  },
  { words: 'many machines at once (multicast)', opens: 'never', ranges: ['224.0.0.0/4', 'ff00::/8'] },
  { words: 'every machine at once (broadcast)', opens: 'never', ranges: ['255.255.255.255/32'] },
  {
    words: 'documentation',
    opens: 'range',
    ranges: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  },
  { words: 'benchmarks', opens: 'range', ranges: ['198.18.0.0/15', '2001:2::/48'] },
  { words: 'an IPv4 address written as IPv6', opens: 'never', ranges: ['::ffff:0:0/96', '::/96'] },
  { words: 'a translation to IPv4 (NAT64)', opens: 'range', ranges: ['64:ff9b::/96', '64:ff9b:1::/48'] },
  {
    words: 'a use that its registry reserves',
    opens: 'range',
    ranges: [
      ...['192.0.0.0/24', '192.88.99.0/24', '240.0.0.0/4'],
      // Of IPv6, the public internet is 2000::/3; what lies outside is reserved.
      ...['::/3', '4000::/2', '8000::/1'],
      // 2001::/23 is for protocols; but for Teredo, its first part, which is judged by the addresses within.
      ...['2001:1::/32', '2001:2::/31', '2001:4::/30', '2001:8::/29', '2001:10::/28', '2001:20::/27'],
      ...['2001:40::/26', '2001:80::/25', '2001:100::/24'],
    ],
  },
];

/** Addresses of both families; apart, because a BlockList takes `::ffff:0:0/96` for all of IPv4. */
interface Addresses {
  4: BlockList;
  6: BlockList;
}

const LISTS = KINDS.map((kind) => ({ ...kind, addresses: listed(kind.ranges) }));

/** What an operator lets Assay connect to beside the public internet. Made by `allowList` only. */
export interface AllowList {
  /** Host names as `URL` writes them, without a trailing dot. */
  readonly names: ReadonlySet<string>;
  readonly addresses: Addresses;
}

/**
 * Reads an operator's allow list: exact host names (`hooks.corp.example`), addresses (`10.1.2.3`, `fd00::1`) and
 * ranges in CIDR notation (`10.0.0.0/8`).
 * @throws Refusal `usage` for an entry that is none of them
 */
export function allowList(entries: readonly string[]): AllowList {
  const names = new Set<string>();
  const ranges: string[] = [];
  for (const entry of entries) {
    const bare = entry.trim();
    const family = isIP(bare.replace(/\/\d{1,3}$/, ''));
    if (family !== 0 && !bare.includes('%')) {
      const range = bare.includes('/') ? bare : `${bare}/${family === 4 ? 32 : 128}`;
      if (Number(range.split('/')[1]) > (family === 4 ? 32 : 128)) throw unreadable(entry);
      ranges.push(range);
      continue;
    }
    const name = hostName(bare);
    if (name === undefined) throw unreadable(entry);
    names.add(name);
  }
  return { names, addresses: listed(ranges) };
}

/** A host name as `URL` writes it (lower case, punycode, no trailing dot); undefined where it is none. */
export function hostName(text: string): string | undefined {
  if (!/^[^\s/\\?#@:[\]%*]+$/.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const name = new URL(`http://${text}`).hostname.replace(/\.$/, '');
  return name === '' || isIP(name) !== 0 || name.split('.').includes('') ? undefined : name;
}

/**
 * Why an address must not be connected to, in words that end "it belongs to …"; undefined where it may be.
 * @param address an IPv4 or IPv6 address as `URL` or a resolver writes it, without brackets
 * @param name the host name that it was found by, where there is one: an allowed name opens loopback, private
 *   and shared addresses, and nothing more: no cloud's metadata
 */
export function forbidden(address: string, allow: AllowList, name?: string): string | undefined {
  const family = isIP(address);
  if (family !== 4 && family !== 6) return 'nothing that can be connected to';
  if (address.includes('%')) return 'the local link, where clouds keep their metadata';
  const within = family === 6 ? embedded(address) : [];
  for (const inner of within) {
    const why = forbidden(inner, allow, name);
    if (why !== undefined) return why;
  }
  const kind = LISTS.find(({ addresses }) => addresses[family].check(address, familyName(family)));
  if (kind === undefined || kind.opens === 'never') return kind?.words;
  if (allow.addresses[family].check(address, familyName(family))) return undefined;
  if (kind.opens === 'own' && name !== undefined && allow.names.has(name)) return undefined;
  return kind.words;
}

/** Whether an operator listed the address itself. */
export function listedAddress(address: string, allow: AllowList): boolean {
  const family = isIP(address);
  return (family === 4 || family === 6) && allow.addresses[family].check(address, familyName(family));
}

/** IPv4 addresses that an IPv6 one leads to: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380). */
function embedded(address: string): string[] {
  const g = groups(address);
  if (g[0] === 0x64 && g[1] === 0xff9b && g.slice(2, 6).every((each) => each === 0))
    return [dotted(g[6], g[7])];
  if (g[0] === 0x2002) return [dotted(g[1], g[2])];
  if (g[0] === 0x2001 && g[1] === 0) return [dotted(g[2], g[3]), dotted(~(g[6] ?? 0), ~(g[7] ?? 0))];
  return [];
}

/** The eight numbers of 16 bits that an IPv6 address is. */
function groups(address: string): number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((each) => Number.parseInt(each, 16));
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high, low >> 8, low].map((byte) => byte & 255).join('.');
}

function listed(ranges: readonly string[]): Addresses {
  const made: Addresses = { 4: new BlockList(), 6: new BlockList() };
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 6 : 4;
    made[family].addSubnet(address, Number(bits), familyName(family));
  }
  return made;
}

function familyName(family: 4 | 6): 'ipv4' | 'ipv6' {
  return family === 4 ? 'ipv4' : 'ipv6';
}

function unreadable(entry: string): Refusal {
  return new Refusal(
    'usage',
    `The allow list has an entry that is neither a host name nor an address nor a range: "${entry}".`,
    {},
    'Write names as hooks.example.org, addresses as 10.1.2.3, ranges as 10.0.0.0/8.',
  );
}
