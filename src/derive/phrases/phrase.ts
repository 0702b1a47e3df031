import type { Instant } from '../../records/instant.ts';
import type { Output } from '../../records/words.ts';
import type { ExposureFacts } from '../criticality.ts';
import type { Doubt } from '../doubts.ts';

/** Writes an instant for people, e.g. `3 December 2026`. */
export type DayText = (instant: Instant) => string;

/** What is said of levels, in one language. Which of it is true is decided elsewhere. */
export interface Phrases {
  /** BCP 47, for days and numbers. */
  locale: string;
  exempt: string;
  never: string;
  longAgo(latest: string): string;
  /** Level 2. */
  once(days: number, latest: string | undefined): string;
  nothingMore: string;
  /** Levels 3 to 5. */
  sustained(what: {
    days: number;
    automation: 'manual' | 'semi' | 'full';
    outputs: readonly Output[];
    since: string | undefined;
    latest: string | undefined;
  }): string;
  keepUp(to: number, day: string): string;
  forLevel(level: number, parts: readonly string[]): string;
  practise(what: {
    outputs: readonly Output[];
    automation: 'manual' | 'semi' | 'full';
    freshDays: number;
    sustainedDays: number;
  }): string;
  goOn(freshDays: number, until: string): string;
  /** @param needed as a percentage @param counted what coverage counts, in words */
  handInInventory(needed: string, counted: string): string;
  reachMore(share: string, needed: string, counted: string): string;
  doubt(doubt: Doubt, day: DayText): string;
  facts: Readonly<Record<keyof ExposureFacts, string>>;
  yes(value: boolean): string;
  disagrees(fact: string, declared: string, observed: string): string;
  unknown(fact: string): string;
  foreign(fact: string, amount: string, currency: string): string;
}
