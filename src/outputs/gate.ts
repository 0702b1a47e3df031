import type { AspectId, Level } from '../records/words.ts';
import type { Scorecard } from './scorecard/scorecard.ts';

/** What a gate asks for. */
export interface GateRules {
  /** Least score, 15 to 75. */
  min: number | undefined;
  /** Least levels of aspects. */
  aspects: ReadonlyMap<AspectId, Level>;
  /** The same systems earlier: no aspect may have fallen since. */
  before: Scorecard | undefined;
}

/** A rule that a system does not meet. */
export interface Unmet {
  system: string;
  name: string;
  rule: 'min' | 'aspect' | 'no-regress';
  aspect: AspectId | null;
  wanted: number;
  /** Null where there is no score: every aspect is exempt. */
  found: number | null;
  /** What the level rests on, in one sentence. */
  reason: string;
}

/** The rules that are not met, system by system; what is exempt now is not judged by its level. */
export function judge({ systems }: Scorecard, { min, aspects, before }: GateRules): Unmet[] {
  return systems.flatMap((system) => {
    const { id, name, score } = system;
    const unmet: Unmet[] = [];
    if (min !== undefined && (score === null || score < min)) {
      const reason = score === null ? 'Every aspect is exempt.' : '';
      unmet.push({ system: id, name, rule: 'min', aspect: null, wanted: min, found: score, reason });
    }
    const earlier = before?.systems.find((each) => each.id === id);
    for (const { id: aspect, level, exempt, reason } of system.aspects) {
      if (exempt) continue;
      const about = { system: id, name, aspect, found: level, reason };
      const least = aspects.get(aspect);
      if (least !== undefined && level < least) unmet.push({ ...about, rule: 'aspect', wanted: least });
      const was = earlier?.aspects.find((each) => each.id === aspect);
      if (was && !was.exempt && level < was.level)
        unmet.push({ ...about, rule: 'no-regress', wanted: was.level });
    }
    return unmet;
  });
}
