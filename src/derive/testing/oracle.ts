import type { LevelRule } from '../../model/model.ts';
import { DAY, type Instant } from '../../records/instant.ts';
import { AUTOMATIONS, type Level } from '../../records/words.ts';
import type { PracticeFacts } from '../columns.ts';
import type { CoverageStep } from '../history.ts';

/**
 * The level rule read off the page, instant by instant and as slowly as it likes: a rung holds at t where the
 * practice is fresh at every instant from t-W to t. Freshness only changes at m and m+G, so those instants
 * (and the ones half-way between) are enough to look at.
 */
export function oracleLevel(
  practices: readonly PracticeFacts[],
  coverage: ReadonlyMap<number, readonly CoverageStep[]>,
  rules: readonly LevelRule[],
  t: Instant,
): Level {
  let best: Level = 1;
  for (const rule of rules) {
    if (rule.level > best && rungHolds(practices, coverage, rule, t)) best = rule.level;
  }
  return best;
}

function rungHolds(
  practices: readonly PracticeFacts[],
  coverage: ReadonlyMap<number, readonly CoverageStep[]>,
  rule: LevelRule,
  t: Instant,
): boolean {
  if (rule.coverage !== undefined) {
    let step: CoverageStep | undefined;
    for (const each of coverage.get(rule.freshDays) ?? []) if (each.from <= t) step = each;
    if (!step || step.known <= 0 || step.reached / step.known < rule.coverage - 1e-9) return false;
  }
  const counting = practices.filter(
    (each) =>
      AUTOMATIONS.indexOf(each.automation) >= AUTOMATIONS.indexOf(rule.automation) &&
      (rule.declaredCounts || !each.declared),
  );
  const groups =
    rule.outputs.length === 0
      ? [counting]
      : rule.outputs.map((output) => counting.filter((each) => each.output === output));
  return groups.every((group) =>
    sustained(
      group.map((each) => each.at),
      rule,
      t,
    ),
  );
}

function sustained(times: readonly Instant[], rule: LevelRule, t: Instant): boolean {
  const fresh = rule.freshDays * DAY;
  const begin = t - rule.sustainedDays * DAY;
  const isFresh = (s: Instant) => times.some((m) => m <= s && s < m + fresh);
  const edges = [begin, t, ...times, ...times.map((m) => m + fresh)]
    .filter((s) => s >= begin && s <= t)
    .sort((a, b) => a - b);
  return edges.every((s, index) => isFresh(s) && isFresh((s + (edges[index + 1] ?? s)) / 2));
}
