import type { Aspect, Model } from '../model/model.ts';
import type { Instant } from '../records/instant.ts';
import type { Missing, Standing } from './history.ts';
import type { DayText } from './phrases/phrase.ts';
import { phrasesIn } from './phrases/phrases.ts';

/** The rungs, and the language in which they are told. */
export type Rungs = Pick<Model, 'levels' | 'language'>;

/** Why the level is what it is, in one sentence that the standing bears out. */
export function reasonSentence(standing: Standing, { levels, language }: Rungs, day: DayText): string {
  const { level, next } = standing;
  const say = phrasesIn(language);
  const [latest, since] = [written(standing.latest, day), written(standing.since, day)];
  if (standing.exempt) return say.exempt;
  if (level === 1) return latest === undefined ? say.never : say.longAgo(latest);
  const rule = levels.find((each) => each.level === level);
  const days = rule?.freshDays ?? 0;
  if (level === 2) {
    const declaredOnly = next?.missing.some((each) => each.kind === 'practice') ?? false;
    return declaredOnly ? `${say.once(days, latest)} ${say.nothingMore}` : say.once(days, latest);
  }
  const { automation = 'manual', outputs = [] } = rule ?? {};
  return say.sustained({ days, automation, outputs, since, latest });
}

/** What to do next, in one sentence. At level 5: what keeps it there. */
export function nextSentence(
  standing: Standing,
  { levels, language }: Rungs,
  aspect: Pick<Aspect, 'coverage' | 'steps'>,
  day: DayText,
): string {
  if (standing.exempt) return '';
  const { next, lapse } = standing;
  const say = phrasesIn(language);
  if (!next) return lapse ? say.keepUp(lapse.to, day(lapse.at)) : '';
  const rule = levels.find((each) => each.level === next.level);
  if (!rule) return '';
  if (standing.level === 1) return aspect.steps['1'];
  const parts: string[] = [];
  const absent = next.missing.filter((each) => each.kind === 'practice');
  const waits = next.missing.filter((each) => each.kind === 'time');
  const coverage = next.missing.find((each) => each.kind === 'coverage');
  if (absent.length > 0) {
    const outputs = absent.flatMap(({ output }) => (output ? [output] : []));
    parts.push(say.practise({ ...rule, outputs }));
  } else if (waits.length > 0) {
    const until = Math.max(...waits.map((each) => each.until));
    parts.push(say.goOn(rule.freshDays, day(until)));
  }
  if (coverage) parts.push(coverageText(coverage, aspect, language));
  if (parts.length === 0) return aspect.steps[String(standing.level) as '2' | '3' | '4']; // the level is 2 to 4 here
  return say.forLevel(next.level, parts);
}

function coverageText(
  { needed, share }: Extract<Missing, { kind: 'coverage' }>,
  { coverage: { words } }: Pick<Aspect, 'coverage'>,
  language: Model['language'],
): string {
  const say = phrasesIn(language);
  return share === undefined
    ? say.handInInventory(percent(needed), words)
    : say.reachMore(percent(share), percent(needed), words);
}

function written(instant: Instant | undefined, day: DayText): string | undefined {
  return instant === undefined ? undefined : day(instant);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
