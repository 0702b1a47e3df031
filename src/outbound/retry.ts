import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../records/instant.ts';
import type { Outcome } from './outcome.ts';

/** Waits after the first, second … attempt that failed, in milliseconds; after the last one it is given up. */
export const WAITS: readonly number[] = [
  5 * SECOND,
  1 * MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

/** Share of a wait that chance adds at most, so that what failed together does not come back together. */
const JITTER = 0.2;

/** The longest that a receiver can ask to be left alone. */
const LONGEST_ASKED = DAY;

/** What to do next with a delivery. */
export type Verdict =
  | { kind: 'done' }
  /** The receiver says that it is gone for good: send it nothing more until someone switches it on again. */
  | { kind: 'disable' }
  | { kind: 'retry'; at: Instant }
  | { kind: 'give-up' };

/**
 * What follows an attempt: 2xx ends it well, 410 switches the receiver off, everything else is tried again by
 * `WAITS`, lengthened by chance and by what 429 and 503 ask for in Retry-After (a day at most). What stopped with
 * Assay is tried again when it is back.
 * @param attempts how many were made, with this one: 1 or more; one that stopped with Assay counts as none
 * @param now when this one ended
 * @param random from 0 up to, not including, 1
 */
export function verdict(outcome: Outcome, attempts: number, now: Instant, random: number): Verdict {
  if (outcome.kind === 'failure' && outcome.why === 'stopped') return { kind: 'retry', at: now };
  const { status } = outcome;
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'done' };
  if (status === 410) return { kind: 'disable' };
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return { kind: 'give-up' };
  const asked = status === 429 || status === 503 ? askedWait(outcome, now) : 0;
  const least = Math.max(wait, Math.min(asked, LONGEST_ASKED));
  return { kind: 'retry', at: now + Math.round(least + wait * JITTER * random) };
}

/** Retry-After (RFC 9110): seconds, or a date in the one form that may still be sent. 0 where it says nothing. */
function askedWait(outcome: Outcome, now: Instant): number {
  const bare = outcome.kind === 'answer' ? (outcome.headers['retry-after']?.trim() ?? '') : '';
  if (/^\d+$/.test(bare)) return Number(bare) * SECOND;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(bare)) return 0;
  const at = Date.parse(bare);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}
