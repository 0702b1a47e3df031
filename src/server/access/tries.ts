import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';

const MINUTE = 60_000;
/** Tries that one address, or one account, has in a minute. */
const MOST = 10;
/** How many are remembered: an attacker's addresses must not fill the memory. */
const REMEMBERED = 10_000;

/** Slows down guessing of passwords and codes, by address and by account. */
export interface Tries {
  /** @throws Refusal `busy` where there were too many within a minute */
  spend(who: string, now: Instant): Promise<void>;
}

export function tries(most = MOST): Tries {
  const spent = new Map<string, { since: Instant; count: number }>();
  return {
    async spend(who, now) {
      const before = spent.get(who);
      const entry = before && now - before.since < MINUTE ? before : { since: now, count: 0 };
      entry.count += 1;
      spent.delete(who);
      spent.set(who, entry);
      if (spent.size > REMEMBERED) {
        const [oldest] = spent.keys();
        if (oldest !== undefined) spent.delete(oldest);
      }
      if (entry.count > most)
        throw new Refusal('busy', 'Too many tries.', {}, 'Wait a minute, then try again.');
    },
  };
}
