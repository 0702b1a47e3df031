import { HOUR, type Instant } from '../../records/instant.ts';
import { later } from './later.ts';
import { type Heard, hear } from './telemetry.ts';

/** Whom a stream of events was heard from: each is counted once, and told again an hour later at the earliest. */
export interface Hourly {
  readonly heard: Heard;
  /** Notes that `id` was heard from. @returns whether that is worth telling */
  from(id: string, at: Instant): boolean;
}

export function hourly(): Hourly {
  const heard: Heard = { count: 0, latest: undefined };
  const told = new Map<string, Instant>();
  return {
    heard,
    from(id, at) {
      const before = told.get(id);
      if (before === undefined) hear(heard, at);
      else heard.latest = later(heard.latest, at);
      if (before !== undefined && at - before < HOUR) return false;
      told.set(id, at);
      return true;
    },
  };
}
