import { comparedScore, score } from '../../derive/score.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import { isExempt, teamOf } from './facts.ts';
import type { Histories } from './histories.ts';
import { pointAt } from './line.ts';
import type { InstantText } from './scorecard.ts';
import type { Step } from './steps.ts';

/** Levels of every system at some instants, as short as they can be told. */
export interface OverTime {
  /** Oldest first. */
  instants: InstantText[];
  systems: {
    id: string;
    name: string;
    team: string | null;
    /** For each instant the levels of the 15 aspects in order, `-` where exempt: `442-1…`. */
    levels: string[];
    /** For each instant; null where every aspect is exempt. */
    scores: (number | null)[];
    /** For each instant, with exempt aspects as they stand: what climbs are measured by. */
    compared: number[];
  }[];
}

/**
 * Instants up to `at`, oldest first: `at` itself, and before it the beginnings of `count` weeks (counted back from
 * `at`), months or quarters (of the calendar, UTC).
 */
export function instantsBefore(at: Instant, step: Step, count: number): Instant[] {
  const instants = [at];
  const date = new Date(at);
  for (let back = 0; instants.length <= count; back += 1) {
    const each =
      step === 'week'
        ? at - (back + 1) * 7 * DAY
        : Date.UTC(
            date.getUTCFullYear(),
            (step === 'month' ? date.getUTCMonth() : Math.floor(date.getUTCMonth() / 3) * 3) -
              back * (step === 'month' ? 1 : 3),
            1,
          );
    if (each < at) instants.push(each);
  }
  return instants.reverse();
}

/** Replays levels: one line an aspect, read at every instant. Pure. @param instants in order */
export function overTime(histories: Histories, instants: readonly Instant[]): OverTime {
  return {
    instants: instants.map(formatInstant),
    systems: histories.systems.map((row) => {
      const lines = [...histories.line(row.id)];
      const levels: string[] = [];
      const scores: (number | null)[] = [];
      const compared: number[] = [];
      for (const at of instants) {
        const here = lines.map(([aspect, line]) => ({
          level: pointAt(line, at).level,
          exempt: isExempt(histories, row.id, aspect, at),
        }));
        levels.push(here.map(({ level, exempt }) => (exempt ? '-' : level)).join(''));
        scores.push(score(here) ?? null);
        compared.push(comparedScore(here));
      }
      return {
        id: row.id,
        name: row.name,
        team: teamOf(row, histories),
        levels,
        scores,
        compared,
      };
    }),
  };
}
