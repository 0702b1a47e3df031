import type { Interval } from '../../derive/history.ts';
import type { Instant } from '../../records/instant.ts';
import type { Level } from '../../records/words.ts';
import type { PlanRow } from '../../store/planning.ts';

/** Open; past its day; reached and held; reached and lost again; given up. */
export const PLAN_STATES = ['open', 'overdue', 'done', 'lost', 'dropped'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** How far a plan is, as the evidence says. */
export interface PlanProgress {
  state: PlanState;
  level: Level;
  /** When the level it aims at was first reached since it was made. */
  reached: Instant | undefined;
}

/**
 * A plan is done when the level is derived, not when somebody says so; when the level lapses, it is done no
 * longer.
 * @param intervals the aspect's timeline of levels, in order, without gaps
 * @param at as of which instant
 */
export function planProgress(
  plan: Pick<PlanRow, 'target' | 'created' | 'due' | 'dropped'>,
  intervals: readonly Interval[],
  at: Instant,
): PlanProgress {
  const level = intervals.find(({ from, until }) => from <= at && at < until)?.level ?? 1;
  const first = intervals.find(
    (each) => each.level >= plan.target && each.until > plan.created && each.from <= at,
  );
  const reached = first && Math.max(first.from, plan.created);
  return { state: stateOf(plan, level, reached, at), level, reached };
}

function stateOf(
  { target, due, dropped }: Pick<PlanRow, 'target' | 'due' | 'dropped'>,
  level: Level,
  reached: Instant | undefined,
  at: Instant,
): PlanState {
  if (dropped !== undefined && dropped <= at) return 'dropped';
  if (level >= target) return 'done';
  if (reached !== undefined) return 'lost';
  return due !== undefined && due < at ? 'overdue' : 'open';
}
