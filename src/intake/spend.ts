import type { Instant } from '../records/instant.ts';
import { type Key, otherKey } from '../records/key.ts';
import type { Cost } from '../records/record.ts';

/** What one account pays one service over a document, and how much of it has an owner. */
export interface Spend {
  name: string;
  system: string | undefined;
  at: Instant;
  total: number;
  owned: number;
}

/** Adds a cost line to the sums of a document. */
export function addSpend(
  sums: Map<Key, Spend>,
  { account, service, owner, amount }: Cost,
  system: string | undefined,
  at: Instant,
): void {
  const key = otherKey('spend', [account ?? '', service ?? '', system ?? ''].join('|'));
  const sum = sums.get(key) ?? { name: service ?? 'Spend', system, at, total: 0, owned: 0 };
  sum.total += amount;
  if (owner !== undefined) sum.owned += amount;
  sum.at = Math.max(sum.at, at);
  sums.set(key, sum);
}

/** The sums as things that coverage counts by their amount. Spend has an owner where most of it has. */
export function* settled(sums: ReadonlyMap<Key, Spend>): Generator<{
  key: Key;
  name: string;
  system: string | undefined;
  at: Instant;
  owned: boolean;
  weight: number;
}> {
  for (const [key, { name, system, at, total, owned }] of sums) {
    yield { key, name, system, at, owned: owned * 2 > total, weight: Math.max(0, total) };
  }
}
