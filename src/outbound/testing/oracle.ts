/** Bits of an address as text of 0 and 1: 32 or 128 of them. Slow and plain, to hold the quick way to. */
export function bits(address: string): string {
  if (!address.includes(':')) return address.split('.').map(octet).join('');
  const [head = '', tail] = address.split('::');
  const before = head === '' ? '' : head.split(':').map(group).join('');
  const after = tail === undefined || tail === '' ? '' : tail.split(':').map(group).join('');
  return before + '0'.repeat(128 - before.length - after.length) + after;
}

function octet(decimal: string): string {
  return Number(decimal).toString(2).padStart(8, '0');
}

/** A group of an IPv6 address, or two that are written as an IPv4 one. */
function group(hex: string): string {
  return hex.includes('.') ? bits(hex) : Number.parseInt(hex, 16).toString(2).padStart(16, '0');
}

/** IPv4 as text, from a number of 32 bits. */
export function ipv4(number: number): string {
  return [number >>> 24, number >>> 16, number >>> 8, number].map((byte) => byte & 255).join('.');
}

/** IPv6 as text without abbreviation, from eight numbers of 16 bits. */
export function ipv6(groups: readonly number[]): string {
  return groups.map((each) => each.toString(16)).join(':');
}

function under(address: string, prefix: string, length: number): boolean {
  return bits(address).slice(0, length) === bits(prefix).slice(0, length);
}

/** Whether an IPv4 address is the public internet's, range by range. */
export function publicIpv4(address: string): boolean {
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 192 && b === 168) return false;
  if (a === 192 && b === 0 && (c === 0 || c === 2)) return false;
  if (a === 192 && b === 88 && c === 99) return false;
  if (a === 198 && (b === 18 || b === 19)) return false;
  if (a === 198 && b === 51 && c === 100) return false;
  if (a === 203 && b === 0 && c === 113) return false;
  return address !== '168.63.129.16';
}

/** Whether an IPv6 address is the public internet's, and leads to nothing that is not. */
export function publicIpv6(address: string): boolean {
  const all = bits(address);
  if (!all.startsWith('001')) return false;
  const v4 = (from: number, flip = false) => {
    const cut = all
      .slice(from, from + 32)
      .replace(/[01]/g, (bit) => (flip ? (bit === '0' ? '1' : '0') : bit));
    return publicIpv4(ipv4(Number.parseInt(cut, 2)));
  };
  if (under(address, '2002::', 16)) return v4(16);
  if (under(address, '2001::', 32)) return v4(32) && v4(96, true);
  if (under(address, '2001::', 23)) return false;
  return !under(address, '2001:db8::', 32) && !under(address, '3fff::', 20);
}
