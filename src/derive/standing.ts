import type { LevelRule } from '../model/model.ts';
import type { Instant } from '../records/instant.ts';
import type { Level } from '../records/words.ts';
import { countUntil } from './columns.ts';
import { shareAt } from './coverage.ts';
import type { History, Missing, Standing } from './history.ts';
import { runs, type Tracks, tracksOf } from './runs.ts';
import { intervalAt, intervals, rungs } from './timeline.ts';

/**
 * Where one (system, aspect) stands at an instant, when it falls if nothing new arrives, and what the rung
 * above still wants. Practices after the instant are kept aside; the caller leaves out what was not known,
 * and gives coverage from sightings up to the instant only.
 */
export function standing(history: History, rules: readonly LevelRule[] | Tracks, at: Instant): Standing {
  const tracks = 'all' in rules ? rules : tracksOf(rules);
  const held = rungs(history, tracks, at);
  const line = intervals(held, []);
  const now = intervalAt(line, at);
  const count = countUntil(history.practices, at);
  const latest = count > 0 ? history.practices.at[count - 1] : undefined;
  const above = held.find(({ rule }) => rule.level === now.level + 1)?.rule;
  const measured = above ?? held.find(({ rule }) => rule.level === now.level)?.rule;
  return {
    level: now.level,
    exempt: history.exemptions.some((each) => each.from <= at && at < each.until),
    since: Number.isFinite(now.from) ? now.from : undefined,
    lapse: lapseAfter(line, at, now.level),
    latest,
    coverage:
      measured?.coverage === undefined
        ? widest(history, held, at)
        : shareAt(history.coverage, measured.freshDays, at),
    next: above && nextRung(history, tracks, above, at, count),
  };
}

/** The first instant at which the level is below what it is now. */
function lapseAfter(line: ReturnType<typeof intervals>, at: Instant, level: Level): Standing['lapse'] {
  for (const each of line) {
    if (each.from > at && each.level < level) return { at: each.from, to: each.level };
  }
  return undefined;
}

/** For rungs without a coverage condition: the share for the lowest rung that has one. */
function widest(history: History, held: ReturnType<typeof rungs>, at: Instant): number | undefined {
  const rule = held.find((rung) => rung.rule.coverage !== undefined)?.rule;
  return rule && shareAt(history.coverage, rule.freshDays, at);
}

function nextRung(
  history: History,
  tracks: Tracks,
  rule: LevelRule,
  at: Instant,
  count: number,
): Standing['next'] {
  const fresh = runs(history.practices, tracks, count);
  const missing: Missing[] = [];
  let earliest = at;
  for (const [index, track] of tracks.all.entries()) {
    if (track.rule !== rule) continue;
    const spans = fresh[index] ?? [];
    const since = spans[spans.length - 2];
    const until = spans[spans.length - 1];
    if (since === undefined || until === undefined || until <= at) {
      missing.push({ kind: 'practice', output: track.output });
      // A practice at the very instant at which the run goes stale still carries it on.
      const begin = since !== undefined && until === at ? since : at;
      earliest = Math.max(earliest, begin + track.sustained);
    } else if (since + track.sustained > at) {
      missing.push({ kind: 'time', output: track.output, since, until: since + track.sustained });
      earliest = Math.max(earliest, since + track.sustained);
    }
  }
  if (rule.coverage !== undefined) {
    const share = shareAt(history.coverage, rule.freshDays, at);
    if (share === undefined || share < rule.coverage - 1e-9) {
      missing.push({ kind: 'coverage', share, needed: rule.coverage });
    }
  }
  return { level: rule.level, missing, earliest };
}
