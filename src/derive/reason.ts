import type { Aspect, LevelRule } from '../model/model.ts';
import type { Instant } from '../records/instant.ts';
import type { Output } from '../records/words.ts';
import type { Missing, Standing } from './history.ts';

/** Writes an instant for people, e.g. `3 December 2026`. */
export type DayText = (instant: Instant) => string;

const OUTPUT_WORDS: Readonly<Record<Output, string>> = {
  test: 'test',
  report: 'report',
  alert: 'alert',
  dashboard: 'dashboard view',
};

/** Why the level is what it is, in one sentence that the standing bears out. */
export function reasonSentence(standing: Standing, rules: readonly LevelRule[], day: DayText): string {
  const { level, latest, since, next } = standing;
  if (standing.exempt) return 'Exempt: it does not apply here for now.';
  if (level === 1) {
    if (latest === undefined) return 'No evidence that it was ever practised.';
    return `Last practised on ${day(latest)}, which is too long ago to count.`;
  }
  const rule = rules.find((each) => each.level === level);
  const days = rule?.freshDays ?? 0;
  const began = since === undefined ? '' : ` since ${day(since)}`;
  const last = latest === undefined ? '' : `, the latest on ${day(latest)}`;
  if (level === 2) {
    const declaredOnly = next?.missing.some((each) => each.kind === 'practice') ?? false;
    const tail = declaredOnly ? ' Nothing that counts for more happened lately.' : '';
    return `Practised at least once in the last ${days} days${last}.${tail}`;
  }
  const how = { manual: '', semi: ', at least semi-automated', full: ', fully automated' }[
    rule?.automation ?? 'manual'
  ];
  const outputs =
    rule && rule.outputs.length > 0
      ? `, with ${list(rule.outputs.map((each) => `${OUTPUT_WORDS[each]}s`))}`
      : '';
  return `Practised without a gap of more than ${days} days${how}${outputs}${began === '' ? '' : `; at this level${began}`}${last}.`;
}

/** What to do next, in one sentence. At level 5: what keeps it there. */
export function nextSentence(
  standing: Standing,
  rules: readonly LevelRule[],
  aspect: Pick<Aspect, 'coverage' | 'steps'>,
  day: DayText,
): string {
  if (standing.exempt) return '';
  const { next, lapse } = standing;
  if (!next)
    return lapse
      ? `Keep it up: it falls to ${lapse.to} on ${day(lapse.at)} unless something new arrives.`
      : '';
  const rule = rules.find((each) => each.level === next.level);
  if (!rule) return '';
  if (standing.level === 1) return step(aspect, '1');
  const parts: string[] = [];
  const absent = next.missing.filter((each) => each.kind === 'practice');
  const waits = next.missing.filter((each) => each.kind === 'time');
  const coverage = next.missing.find((each) => each.kind === 'coverage');
  if (absent.length > 0) parts.push(absentText(absent, rule));
  if (absent.length === 0 && waits.length > 0) {
    const until = Math.max(...waits.map((each) => each.until));
    parts.push(`keep it up, at least every ${rule.freshDays} days, until ${day(until)}`);
  }
  if (coverage) parts.push(coverageText(coverage, aspect));
  if (parts.length === 0) return step(aspect, String(standing.level) as '2' | '3' | '4'); // the level is 2 to 4 here
  return `For level ${next.level}: ${parts.join('; ')}.`;
}

function absentText(absent: readonly Missing[], rule: LevelRule): string {
  const outputs = absent.flatMap((each) =>
    each.kind === 'practice' && each.output ? [OUTPUT_WORDS[each.output]] : [],
  );
  const how =
    rule.automation === 'full'
      ? ' by a machine on its own'
      : rule.automation === 'semi'
        ? ', at least semi-automated'
        : '';
  const what = outputs.length > 0 ? `add ${list(outputs.map((each) => `a ${each}`))}` : 'practise it';
  return `${what} at least every ${rule.freshDays} days${how}, for ${rule.sustainedDays} days`;
}

function coverageText(
  missing: Extract<Missing, { kind: 'coverage' }>,
  aspect: Pick<Aspect, 'coverage'>,
): string {
  const needed = percent(missing.needed);
  if (missing.share === undefined) {
    return `hand in an inventory, for coverage is unknown and ${needed} is needed (${aspect.coverage.words})`;
  }
  return `reach more: coverage is ${percent(missing.share)} and ${needed} is needed (${aspect.coverage.words})`;
}

function step(aspect: Pick<Aspect, 'steps'>, level: '1' | '2' | '3' | '4'): string {
  return aspect.steps[level];
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

function list(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
