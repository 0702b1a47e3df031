import { Refusal } from '../records/refusal.ts';
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

/**
 * Scores of another model are measured by another rule: what they are judged by was not made for them.
 * @param overrides whether a model that was changed is what is wanted
 * @throws Refusal `model`
 */
export function refuseOtherModels(
  { model }: Scorecard,
  before: Scorecard | undefined,
  overrides: boolean,
): void {
  if (model.overrides.length > 0 && !overrides)
    throw new Refusal(
      'model',
      `The scores were made by a model that was changed (${model.overrides.join(', ')}), and are not to be compared with those of the standard model.`,
      {},
      'Judge by the standard model, or say with --overrides that this one is meant.',
    );
  if (before && JSON.stringify(before.model) !== JSON.stringify(model))
    throw new Refusal(
      'model',
      'The scores of the two moments were made by different models.',
      {},
      'Ask again.',
    );
}

/** The rules that are not met, system by system; what is exempt now is not judged by its level. */
export function judge({ systems }: Scorecard, { min, aspects, before }: GateRules): Unmet[] {
  return systems.flatMap((system) => {
    const { id, name, score, compared, exempt: without } = system;
    const unmet: Unmet[] = [];
    // An exemption takes an aspect from the score, and must not help it over a bar.
    const found = score === null ? null : Math.min(score, compared);
    if (min !== undefined && (found === null || found < min)) {
      const counted = without > 0 ? `Its ${without} exempt aspects count as they stand.` : '';
      const reason = found === null ? 'Every aspect is exempt.' : counted;
      unmet.push({ system: id, name, rule: 'min', aspect: null, wanted: min, found, reason });
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
