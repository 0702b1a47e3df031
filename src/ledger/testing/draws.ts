/** Numbers that look random and are the same in every run: mulberry32. */
export class Draws {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 0 to n - 1. */
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  }

  /** An integer from a to b, both included. */
  between(a: number, b: number): number {
    return a + this.below(b - a + 1);
  }

  /** Two different integers from 0 to n - 1. */
  two(n: number): [number, number] {
    const a = this.below(n);
    return [a, (a + 1 + this.below(n - 1)) % n];
  }
}
