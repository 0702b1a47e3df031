import { tracksOf } from '../../derive/runs.ts';
import { timeline } from '../../derive/timeline.ts';
import type { Model } from '../../model/model.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import type { AspectId, Level } from '../../records/words.ts';
import type { Histories } from './histories.ts';
import type { InstantText } from './scorecard.ts';

/** 14 months. */
const BACK = 426 * DAY;

/** One aspect's levels over time. */
export interface AspectTimeline {
  aspect: AspectId;
  intervals: { from: InstantText; until: InstantText; level: Level; exempt: boolean }[];
}

/** Levels of a system's aspects over the 14 months up to an instant. */
export function timelinesOf(
  histories: Histories,
  model: Model,
  system: string,
  at: Instant,
): AspectTimeline[] {
  const tracks = tracksOf(model.levels);
  const begin = at - BACK;
  const out: AspectTimeline[] = [];
  for (const [aspect, history] of histories.of(system, at)) {
    const intervals: AspectTimeline['intervals'] = [];
    for (const { from, until, level, exempt } of timeline(history, tracks)) {
      if (until <= begin || from >= at) continue;
      intervals.push({
        from: formatInstant(Math.max(from, begin)),
        until: formatInstant(Math.min(until, at)),
        level,
        exempt,
      });
    }
    out.push({ aspect, intervals });
  }
  return out;
}
