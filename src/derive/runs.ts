import type { LevelRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';
import { AUTOMATIONS, OUTPUTS, type Output } from '../records/words.ts';
import type { Practices } from './history.ts';

/**
 * One thing that a rung watches: any practice that counts, or, where the rung wants several outputs, the
 * practices of one of them.
 */
export interface Track {
  rule: LevelRule;
  output: Output | undefined;
  fresh: number;
  sustained: number;
}

/** The tracks of all rungs, and which of them each sort of practice feeds. */
export interface Tracks {
  all: readonly Track[];
  /** By output, automation and declared (see `sort`): indexes of the tracks that count it. */
  feeds: readonly (readonly number[])[];
}

/** Prepares the rungs' rules for `runs`; do it once for many histories. */
export function tracksOf(rules: readonly LevelRule[]): Tracks {
  const all: Track[] = [];
  for (const rule of rules) {
    if (rule.level === 1) continue;
    const fresh = rule.freshDays * DAY;
    const sustained = rule.sustainedDays * DAY;
    if (rule.outputs.length === 0) all.push({ rule, output: undefined, fresh, sustained });
    for (const output of rule.outputs) all.push({ rule, output, fresh, sustained });
  }
  const feeds: number[][] = [];
  for (let output = 0; output < OUTPUTS.length; output += 1) {
    for (let automation = 0; automation < AUTOMATIONS.length; automation += 1) {
      for (let declared = 0; declared < 2; declared += 1) {
        const fed: number[] = [];
        for (const [index, track] of all.entries()) {
          if (track.output !== undefined && track.output !== OUTPUTS[output]) continue;
          if (automation < AUTOMATIONS.indexOf(track.rule.automation)) continue;
          if (declared === 1 && !track.rule.declaredCounts) continue;
          fed.push(index);
        }
        feeds[sort(output, automation, declared)] = fed;
      }
    }
  }
  return { all, feeds };
}

function sort(output: number, automation: number, declared: number): number {
  return (output * AUTOMATIONS.length + automation) * 2 + declared;
}

/**
 * For each track, the merged freshness runs [a, b) of its practices: from0, until0, from1, until1 ...
 * @param count only the first so many practices (they are ordered by time)
 */
export function runs(practices: Practices, tracks: Tracks, count: number = practices.length): Instant[][] {
  const out: Instant[][] = tracks.all.map(() => []);
  const fresh = tracks.all.map((track) => track.fresh);
  const { at, output, automation, declared } = practices;
  const kinds = AUTOMATIONS.length;
  const until = new Float64Array(fresh.length).fill(Number.NEGATIVE_INFINITY);
  const { feeds } = tracks;
  for (let i = 0; i < count; i += 1) {
    const time = at[i] as number; // i < length
    const fed =
      feeds[((output[i] as number) * kinds + (automation[i] as number)) * 2 + (declared[i] as number)];
    if (fed === undefined) continue;
    for (let j = 0; j < fed.length; j += 1) {
      const track = fed[j] as number; // j < length
      const spans = out[track] as Instant[]; // one for each track
      // A practice at the very instant at which the last one goes stale leaves no gap.
      if (time > (until[track] as number)) spans.push(time, 0);
      const end = time + (fresh[track] as number);
      until[track] = end;
      spans[spans.length - 1] = end;
    }
  }
  return out;
}
