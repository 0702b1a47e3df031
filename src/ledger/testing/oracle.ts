import { createHash } from 'node:crypto';

/**
 * RFC 6962, section 2.1, read off the page over leaf data, as slowly as it likes: MTH, PATH, PROOF and SUBPROOF
 * by their own recursions. Remembers the hash of each range, or no test would end.
 */
export class NaiveLog {
  readonly #data: readonly Uint8Array[];
  readonly #known = new Map<string, Buffer>();

  constructor(data: readonly Uint8Array[]) {
    this.#data = data;
  }

  /** MTH(D[begin:end]) */
  root(begin: number, end: number): Buffer {
    const name = `${begin}:${end}`;
    const known = this.#known.get(name);
    if (known) return known;
    const made = this.#root(begin, end);
    this.#known.set(name, made);
    return made;
  }

  #root(begin: number, end: number): Buffer {
    const n = end - begin;
    if (n === 0) return sha256(Buffer.alloc(0));
    if (n === 1) return sha256(Buffer.concat([Buffer.from([0x00]), this.#data[begin] ?? Buffer.alloc(0)]));
    const k = below(n);
    return sha256(
      Buffer.concat([Buffer.from([0x01]), this.root(begin, begin + k), this.root(begin + k, end)]),
    );
  }

  /** PATH(m, D[begin:end]) */
  path(m: number, begin: number, end: number): Buffer[] {
    const n = end - begin;
    if (n === 1) return [];
    const k = below(n);
    if (m < k) return [...this.path(m, begin, begin + k), this.root(begin + k, end)];
    return [...this.path(m - k, begin + k, end), this.root(begin, begin + k)];
  }

  /** PROOF(m, D[n]) */
  proof(m: number, n: number): Buffer[] {
    return m === 0 ? [] : this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, begin: number, end: number, whole: boolean): Buffer[] {
    const n = end - begin;
    if (m === n) return whole ? [] : [this.root(begin, end)];
    const k = below(n);
    if (m <= k) return [...this.#subproof(m, begin, begin + k, whole), this.root(begin + k, end)];
    return [...this.#subproof(m - k, begin + k, end, false), this.root(begin, begin + k)];
  }
}

/** Data of leaves that differ: their number as text. */
export function numbered(count: number, prefix = 'leaf'): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`${prefix} ${index}`));
}

function below(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
