import type { LevelRule } from '../model/model.ts';
import type { Instant } from '../records/instant.ts';
import type { Level } from '../records/words.ts';
import { countUntil } from './columns.ts';
import type { CoverageHistory, CoverageStep, Exemption, History, Interval } from './history.ts';
import { runs, type Tracks, tracksOf } from './runs.ts';
import { intersect, type Spans } from './spans.ts';

/** When each rung holds, lowest first. */
export interface Rung {
  rule: LevelRule;
  spans: Spans;
}

/**
 * When each rung holds: for each of its tracks the runs [a, b) shifted to [a+W, b), intersected over the
 * rung's outputs, and with the time in which its coverage is reached. (DESIGN: the level rule.)
 * @param until only practices at or before this instant count
 */
export function rungs(history: History, tracks: Tracks, until: Instant = Number.POSITIVE_INFINITY): Rung[] {
  const count =
    until === Number.POSITIVE_INFINITY ? history.practices.length : countUntil(history.practices, until);
  const fresh = runs(history.practices, tracks, count);
  const byRule = new Map<LevelRule, Spans>();
  for (const [index, track] of tracks.all.entries()) {
    const sustained = shifted(fresh[index] ?? [], track.sustained);
    const before = byRule.get(track.rule);
    byRule.set(track.rule, before === undefined ? sustained : intersect(before, sustained));
  }
  const out: Rung[] = [];
  for (const [rule, spans] of byRule) {
    const covered =
      rule.coverage === undefined ? spans : intersect(spans, coveredSpans(history.coverage, rule));
    out.push({ rule, spans: covered });
  }
  return out.sort((a, b) => a.rule.level - b.rule.level);
}

/** [a, b) becomes [a+W, b), or nothing where it does not last that long. */
function shifted(spans: Spans, by: number): Spans {
  if (by === 0) return spans;
  const out: Instant[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const from = (spans[i] ?? 0) + by;
    const until = spans[i + 1] ?? 0;
    if (from < until) out.push(from, until);
  }
  return out;
}

/** When a rung's coverage is reached. An unknown denominator is never enough. */
function coveredSpans(coverage: CoverageHistory, rule: LevelRule): Spans {
  const steps = coverage.get(rule.freshDays) ?? [];
  const out: Instant[] = [];
  for (const [index, step] of steps.entries()) {
    if (!enough(step, rule.coverage ?? 0)) continue;
    const until = steps[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (out.length > 0 && out[out.length - 1] === step.from) out[out.length - 1] = until;
    else out.push(step.from, until);
  }
  return out;
}

/** Whether a step reaches a share of what is known. */
function enough(step: CoverageStep, share: number): boolean {
  return step.known > 0 && step.reached >= share * step.known - 1e-9 * step.known;
}

/**
 * Levels over all time: at each instant the highest rung that holds. The first interval begins at
 * -Infinity, the last ends at Infinity; neighbours differ.
 */
export function timeline(history: History, rules: readonly LevelRule[] | Tracks): Interval[] {
  return intervals(rungs(history, 'all' in rules ? rules : tracksOf(rules)), history.exemptions);
}

/** Overlays rungs and exemptions into intervals. */
export function intervals(held: readonly Rung[], exemptions: readonly Exemption[]): Interval[] {
  const edges: Instant[] = [];
  for (const { spans } of held) for (const edge of spans) edges.push(edge);
  for (const { from, until } of exemptions) edges.push(from, until);
  edges.sort((a, b) => a - b);
  const next = held.map(() => 0);
  const out: Interval[] = [];
  let begin = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= edges.length; i += 1) {
    const end = i < edges.length ? (edges[i] ?? 0) : Number.POSITIVE_INFINITY;
    if (end === begin) continue;
    let level: Level = 1;
    for (const [index, { rule, spans }] of held.entries()) {
      let at = next[index] ?? 0;
      while (at < spans.length && (spans[at] ?? 0) <= begin) at += 1;
      next[index] = at;
      if (at % 2 === 1 && rule.level > level) level = rule.level;
    }
    const exempt = exemptions.some((each) => each.from <= begin && begin < each.until);
    const last = out[out.length - 1];
    if (last && last.level === level && last.exempt === exempt) last.until = end;
    else out.push({ from: begin, until: end, level, exempt });
    begin = end;
  }
  return out;
}

/** The interval that an instant lies in. */
export function intervalAt(line: readonly Interval[], instant: Instant): Interval {
  for (const each of line) if (each.from <= instant && instant < each.until) return each;
  return { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, level: 1, exempt: false };
}
