import { reasonSentence } from '../../derive/reason.ts';
import { tracksOf } from '../../derive/runs.ts';
import { standing } from '../../derive/standing.ts';
import { timeline } from '../../derive/timeline.ts';
import type { Model } from '../../model/model.ts';
import { formatInstant, type Instant } from '../../records/instant.ts';
import type { SystemRow } from '../../store/store.ts';
import { dayText } from '../scorecard/build.ts';
import type { Histories } from '../scorecard/histories.ts';
import type { ReportChange } from './report.ts';

/**
 * Levels of systems that rose or fell in (from, until], latest first, each with its reason on that day. What an
 * exemption hides or shows is no change.
 */
export function changesBetween(
  histories: Histories,
  model: Model,
  systems: readonly Pick<SystemRow, 'id' | 'name'>[],
  from: Instant,
  until: Instant,
): ReportChange[] {
  const tracks = tracksOf(model.levels);
  const day = dayText(histories.timeZone);
  const changes: { at: Instant; change: ReportChange }[] = [];
  for (const { id, name } of systems) {
    for (const [aspect, history] of histories.of(id, until)) {
      const line = timeline(history, tracks);
      for (const [index, here] of line.entries()) {
        const before = line[index - 1];
        if (!before || here.exempt || before.level === here.level) continue;
        if (here.from <= from || here.from > until) continue;
        const why = reasonSentence(standing(history, tracks, here.from), model.levels, day);
        changes.push({
          at: here.from,
          change: {
            system: id,
            systemName: name,
            aspect,
            from: before.level,
            to: here.level,
            at: formatInstant(here.from),
            why,
          },
        });
      }
    }
  }
  return changes.sort((a, b) => b.at - a.at).map(({ change }) => change);
}
