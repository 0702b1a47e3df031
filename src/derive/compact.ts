import type { LevelRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';

/** Longest time in which equal practices are one too many: levels are about weeks. */
const WEEK = 7 * DAY;

/** A statement of a document, as far as compacting looks at it. */
export interface Stated {
  document: string;
  /** Undefined: nobody owns it yet. */
  system: string | undefined;
  aspect: string;
  output: string;
  automation: string;
  declared: boolean;
  at: Instant;
  learned: Instant;
}

/** Equal practices of one week that stand between its first and its last. */
interface Week {
  number: number;
  first: string;
  last: string;
}

export interface Compactor {
  /** Rows come ordered by system, aspect and `at`. */
  take(row: Stated): void;
  /** After the last row: documents whose statements no level needs. */
  redundant(): string[];
}

/**
 * Chooses the documents that levels can do without. Of equal practices (system, aspect, output, automation,
 * declared or not) within one week the first and the last are kept: as the week is not longer than any
 * freshness, what lies between them prolongs no run, so every level at every instant stays the same. A document
 * goes whole or not at all, so that the proofs of those that stay hold.
 * @param before what happened or was learned at or after it stays
 * @param within milliseconds, from `compactWithin`
 */
export function compactor(before: Instant, within: number): Compactor {
  const seen = new Set<string>();
  const kept = new Set<string>();
  const weeks = new Map<string, Week>();
  let group = '';

  const end = () => {
    for (const { first, last } of weeks.values()) kept.add(first).add(last);
    weeks.clear();
  };

  return {
    take({ document, system, aspect, output, automation, declared, at, learned }) {
      seen.add(document);
      if (system === undefined || at >= before || learned >= before || within <= 0) {
        kept.add(document);
        return;
      }
      const own = `${system}\n${aspect}`;
      if (own !== group) end();
      group = own;
      const sort = `${output} ${automation} ${declared}`;
      const number = Math.floor(at / within);
      const week = weeks.get(sort);
      if (week?.number === number) {
        week.last = document;
        return;
      }
      if (week) kept.add(week.first).add(week.last);
      weeks.set(sort, { number, first: document, last: document });
    },
    redundant() {
      end();
      return [...seen].filter((document) => !kept.has(document));
    },
  };
}

/** How far apart equal practices may stand that one between them is redundant: no rung goes stale in it. */
export function compactWithin(rules: readonly LevelRule[]): number {
  return Math.min(WEEK, ...rules.filter(({ level }) => level > 1).map(({ freshDays }) => freshDays * DAY));
}
