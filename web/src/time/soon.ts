import type { AspectScore } from '../../../src/outputs/scorecard/scorecard.ts';
import type { Level } from '../../../src/records/words.ts';

const DAY = 86_400_000;
const MOST_DAYS = 14;

/** Days for which a practice of each rung stays fresh, as the model says; see `LevelRule`. */
export type FreshDays = ReadonlyMap<Level, number>;

/**
 * Whether a level falls soon unless evidence arrives: within 14 days, and within a quarter of its own rhythm.
 * Without the second condition every level 5 would be marked always, since a weekly practice is fresh for
 * eight days only.
 */
export function fallsSoon(aspect: AspectScore, at: string, fresh: FreshDays): boolean {
  if (aspect.lapses === null || aspect.exempt) return false;
  const left = Date.parse(aspect.lapses) - Date.parse(at);
  const rhythm = (fresh.get(aspect.level) ?? MOST_DAYS * 4) / 4;
  return left >= 0 && left <= Math.min(MOST_DAYS, rhythm) * DAY;
}
