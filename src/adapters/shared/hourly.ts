import { HOUR, type Instant } from '../../records/instant.ts';
import { later } from './later.ts';
import { type Heard, hear } from './telemetry.ts';

/** Names that are remembered, at most: a stream may make up a new one for every event. */
const REMEMBERED = 100_000;

/**
 * Whom a stream of events was heard from: each is counted once, and told again an hour later at the earliest.
 * Beyond the names that are remembered, the one told longest ago is forgotten: it may be told again sooner, and
 * the count says how many there are at least.
 */
export interface Hourly {
  readonly heard: Heard;
  /** Notes that `id` was heard from. @returns whether that is worth telling */
  from(id: string, at: Instant): boolean;
}

/** @param most names that are remembered */
export function hourly(most = REMEMBERED): Hourly {
  const heard: Heard = { count: 0, latest: undefined };
  const told = new Map<string, Instant>();
  return {
    heard,
    from(id, at) {
      const before = told.get(id);
      if (before === undefined && heard.count < most) hear(heard, at);
      else heard.latest = later(heard.latest, at);
      if (before !== undefined && at - before < HOUR) return false;
      // Set anew, so that the order is that of telling.
      told.delete(id);
      told.set(id, at);
      for (const [oldest] of told) {
        if (told.size <= most) break;
        told.delete(oldest);
      }
      return true;
    },
  };
}
