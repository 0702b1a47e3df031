import type { LevelRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';
import type { Level } from '../records/words.ts';

const MOST_DAYS = 14;

/**
 * From when on a lapse is told of as soon: 14 days ahead, and no more than a quarter of the level's own rhythm.
 * Without the second every level 5 would be told of always, since a weekly practice is fresh for eight days only.
 * @param level the one that is lost
 */
export function soonFrom(level: Level, lapse: Instant, levels: readonly LevelRule[]): Instant {
  const fresh = levels.find((rule) => rule.level === level)?.freshDays ?? MOST_DAYS * 4;
  return lapse - Math.min(MOST_DAYS, fresh / 4) * DAY;
}
