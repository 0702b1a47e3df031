import type { History } from '../../derive/history.ts';
import { type Tracks, tracksOf } from '../../derive/runs.ts';
import { intervals, rungs } from '../../derive/timeline.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import type { AspectId, Level } from '../../records/words.ts';

/**
 * The levels of a system over all time, small enough to keep for every system: what was and, if nothing new
 * arrives, what will be. Exemptions are not in it.
 */
export type SystemLine = ReadonlyMap<AspectId, AspectLine>;

export interface AspectLine {
  /** Level `levels[i]` holds from `from[i]` until `from[i + 1]`; the first is level 1, from -Infinity on. */
  readonly from: Float64Array;
  readonly levels: Uint8Array;
  /** The last instant at which anything happened; what is told of a lapse before it was not known then. */
  readonly latest: Instant;
}

/** Where an aspect stands at an instant. */
export interface LinePoint {
  level: Level;
  /** When the level falls if nothing new arrives; undefined at level 1, and where something new did arrive. */
  lapse: { at: Instant; to: Level } | undefined;
}

/** @param sighted when anything of the system was sighted last */
export function systemLine(
  histories: ReadonlyMap<AspectId, History>,
  model: Model,
  sighted: Instant,
): SystemLine {
  const tracks = tracksOf(model.levels);
  return new Map([...histories].map(([aspect, history]) => [aspect, aspectLine(history, tracks, sighted)]));
}

function aspectLine(history: History, tracks: Tracks, sighted: Instant): AspectLine {
  const line = intervals(rungs(history, tracks), []);
  const { practices } = history;
  const latest = Math.max(sighted, practices.at[practices.length - 1] ?? Number.NEGATIVE_INFINITY);
  return {
    from: Float64Array.from(line, ({ from }) => from),
    levels: Uint8Array.from(line, ({ level }) => level),
    latest,
  };
}

/** Level and lapse at an instant. */
export function pointAt({ from, levels, latest }: AspectLine, at: Instant): LinePoint {
  let index = from.length - 1;
  while (index > 0 && (from[index] ?? 0) > at) index -= 1;
  const level = levelOf(levels[index]);
  if (at < latest) return { level, lapse: undefined };
  for (let later = index + 1; later < levels.length; later += 1) {
    const to = levelOf(levels[later]);
    if (to < level) return { level, lapse: { at: from[later] ?? 0, to } };
  }
  return { level, lapse: undefined };
}

/** What rose or fell in (from, until], in order. */
export function stepsBetween(
  { from: edges, levels }: AspectLine,
  from: Instant,
  until: Instant,
): { from: Level; to: Level; at: Instant }[] {
  const steps: { from: Level; to: Level; at: Instant }[] = [];
  for (let index = 1; index < edges.length; index += 1) {
    const at = edges[index] ?? 0;
    if (at > from && at <= until && levels[index] !== levels[index - 1])
      steps.push({ from: levelOf(levels[index - 1]), to: levelOf(levels[index]), at });
  }
  return steps;
}

/** The first instant after this one at which anything that `pointAt` says is not the same. */
export function changeAfter(line: AspectLine, at: Instant): Instant {
  return at < line.latest ? at : stepAfter(line, at);
}

/** The first instant after this one at which the level is not the same, or begins anew. */
export function stepAfter({ from }: AspectLine, at: Instant): Instant {
  let index = from.length;
  while (index > 0 && (from[index - 1] ?? 0) > at) index -= 1;
  return from[index] ?? Number.POSITIVE_INFINITY;
}

/** What was written from a level. */
function levelOf(value: number | undefined): Level {
  return (value ?? 1) as Level;
}
