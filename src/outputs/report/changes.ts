import { reasonSentence } from '../../derive/reason.ts';
import { tracksOf } from '../../derive/runs.ts';
import { standing } from '../../derive/standing.ts';
import type { Model } from '../../model/model.ts';
import { formatInstant, type Instant } from '../../records/instant.ts';
import type { AspectId, Level } from '../../records/words.ts';
import { dayText } from '../scorecard/build.ts';
import { isExempt } from '../scorecard/facts.ts';
import type { Histories } from '../scorecard/histories.ts';
import { pointAt, stepsBetween } from '../scorecard/line.ts';
import type { ReportChange, ReportLapse } from './report.ts';

/** A level that rose or fell, before its reason is looked for. */
export interface Change {
  system: string;
  systemName: string;
  aspect: AspectId;
  from: Level;
  to: Level;
  at: Instant;
}

/**
 * Levels of systems that rose or fell in (from, until], latest first. What an exemption hides or shows is no
 * change.
 */
export function changesBetween(histories: Histories, from: Instant, until: Instant): Change[] {
  const changes: Change[] = [];
  for (const { id, name } of histories.systems) {
    for (const [aspect, line] of histories.line(id)) {
      for (const step of stepsBetween(line, from, until)) {
        if (!isExempt(histories, id, aspect, step.at))
          changes.push({ system: id, systemName: name, aspect, ...step });
      }
    }
  }
  return changes.sort((a, b) => b.at - a.at);
}

/** The same with their reasons, as they were on that day. */
export function explained(
  histories: Histories,
  model: Model,
  changes: readonly Change[],
  until: Instant,
): ReportChange[] {
  const tracks = tracksOf(model.levels);
  const day = dayText(histories.timeZone, model.language);
  return changes.map((change) => {
    const history = histories.of(change.system, until).get(change.aspect);
    if (!history) throw new Error(`the model has no aspect ${change.aspect}`);
    const why = reasonSentence(standing(history, tracks, change.at), model, day);
    return { ...change, at: formatInstant(change.at), why };
  });
}

/** Levels that fall in (at, until] if nothing new arrives, the next first. */
export function lapsesBetween(histories: Histories, at: Instant, until: Instant): ReportLapse[] {
  const lapses: (Change & { at: Instant })[] = [];
  for (const { id, name } of histories.systems) {
    for (const [aspect, line] of histories.line(id)) {
      const { level, lapse } = pointAt(line, at);
      if (lapse && lapse.at <= until && !isExempt(histories, id, aspect, at))
        lapses.push({ system: id, systemName: name, aspect, at: lapse.at, from: level, to: lapse.to });
    }
  }
  return lapses.sort((a, b) => a.at - b.at).map((lapse) => ({ ...lapse, at: formatInstant(lapse.at) }));
}
