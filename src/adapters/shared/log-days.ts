import { DAY, type Instant } from '../../records/instant.ts';
import type { Practice, Rule } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';

/** Days that are told apart; a log that claims to span more is not sound. */
const MOST_DAYS = 4_000;

/** Counts the entries of a log by day (UTC), so that a long log shows each day on which it was written. */
export interface LogDays {
  hear(at: Instant | undefined): void;
  /** One practice a day, at its last entry. */
  practices(aspect: AspectId, note: (count: number) => string): Generator<Practice>;
  readonly any: boolean;
}

export function logDays(): LogDays {
  const days = new Map<number, { count: number; latest: Instant }>();
  return {
    hear(at) {
      if (at === undefined) return;
      const number = Math.floor(at / DAY);
      const day = days.get(number);
      if (day) {
        day.count += 1;
        day.latest = Math.max(day.latest, at);
      } else if (days.size < MOST_DAYS) days.set(number, { count: 1, latest: at });
    },
    *practices(aspect, note) {
      for (const { count, latest } of days.values()) {
        yield {
          kind: 'practice',
          aspect,
          output: 'test',
          at: latest,
          // A log writes itself; of what it tells, the adapter knows who acted.
          ...(aspect === 'telemetry' && { automation: 'full' as const }),
          note: note(count),
        };
      }
    },
    get any() {
      return days.size > 0;
    },
  };
}

/** A log that arrives, as a source of logs. */
export function logSource(id: string, title: string): Rule {
  return { kind: 'rule', type: 'log-source', id, title, enabled: true };
}

/** `1 entry`, `2 entries`. */
export function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
