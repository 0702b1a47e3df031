import type { Aspect, LevelRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';
import type { Origin } from '../records/origin.ts';
import { ASPECTS, AUTOMATIONS, type Automation, type Level, type Output } from '../records/words.ts';
import type { ThingHistory } from './coverage.ts';
import type { CoverageHistory, Exemption } from './history.ts';

/** How far back known things are compared with. */
const YEAR = 365 * DAY;
/** A fall of known things by this part is told. */
const FALL = 0.3;

/** A practice with what is known of the document that shows it. */
export interface Behind {
  at: Instant;
  learned: Instant;
  output: Output;
  automation: Automation;
  declared: boolean;
  document: string;
  origin: Origin['kind'];
  /** Who handed it in. */
  name: string;
  /** A token that may speak of any system. */
  anySystem: boolean;
  /** A map of columns that people wrote read it. */
  mapped: boolean;
  /** Whether it names anything that was looked at. */
  checked: boolean;
  /** An earlier document said the same. */
  same: boolean;
  /** It does not date itself. */
  undated: boolean;
  /** How far the clock stood behind what it had said before, in milliseconds. */
  behind: number;
}

/** Documents that a level rests on, of how many. */
interface Share {
  count: number;
  of: number;
}

/**
 * What the evidence of a level leaves open. None of it is wrong by itself: all of it is shown beside the level,
 * so that whoever reads it can ask.
 */
export type Doubt =
  /** Handed in long after it happened. */
  | ({ kind: 'late' } & Share)
  /** They say what a document before them said. */
  | ({ kind: 'same-content' } & Share)
  /** Whoever handed them in said when it happened. */
  | ({ kind: 'undated' } & Share)
  /** Something ran, and they name nothing that it looked at. */
  | ({ kind: 'nothing-checked' } & Share)
  /** Tokens, which work wherever they are; no pipeline that proves itself. */
  | ({ kind: 'token'; names: readonly string[]; anySystem: boolean } & Share)
  /** One person says so. */
  | { kind: 'one-word'; name: string }
  | ({ kind: 'mapped' } & Share)
  /** They came in while the clock stood behind what it had said before. */
  | ({ kind: 'clock'; by: number } & Share)
  /** Fewer things are known than at the most within a year; parts of that. */
  | { kind: 'known-fell'; share: number }
  /** Nothing but the aspect's own evidence names what coverage is measured against. */
  | { kind: 'known-by-itself'; known: number }
  /** Things that were another system's first. */
  | ({ kind: 'moved'; systems: readonly string[] } & Share)
  | { kind: 'exempt'; until: Instant; reason: string; approver: string }
  /** Aspects of the system that are exempt. */
  | ({ kind: 'exempt-aspects' } & Share)
  | { kind: 'model-override'; names: readonly string[] };

/** All that the doubts of one (system, aspect) are found in. */
export interface Grounds {
  at: Instant;
  level: Level;
  /** Practices from `restsFrom` on, in any order. */
  practices: readonly Behind[];
  coverage: CoverageHistory;
  things: readonly ThingHistory[];
  exemptions: readonly Exemption[];
  /** How many aspects of the system are exempt, of how many. */
  exempt: Share;
  /** Things of the aspect's kinds that were another system's first, by that system; and how many there are. */
  moved: { systems: ReadonlyMap<string, number>; of: number };
}

/** The rules that doubts are measured by. */
export interface DoubtRules {
  levels: readonly LevelRule[];
  lateDays: number;
  knownDays: number;
  overrides: readonly string[];
}

/** From when on practices bear a level at an instant; undefined at level 1, which rests on none. */
export function restsFrom(level: Level, rules: readonly LevelRule[], at: Instant): Instant | undefined {
  const rule = rules.find((each) => each.level === level);
  return level === 1 || !rule ? undefined : at - (rule.freshDays + rule.sustainedDays) * DAY;
}

/** What is to be asked about a level, the gravest first. */
export function doubtsOf(
  grounds: Grounds,
  aspect: Pick<Aspect, 'id' | 'coverage'>,
  rules: DoubtRules,
): Doubt[] {
  const { at, level, exempt } = grounds;
  const doubts: Doubt[] = [];
  if (rules.overrides.length > 0) doubts.push({ kind: 'model-override', names: rules.overrides });
  const here = grounds.exemptions.find((each) => each.from <= at && at < each.until);
  if (here) doubts.push({ kind: 'exempt', until: here.until, reason: here.reason, approver: here.approver });
  doubts.push(...ofPractices(grounds, rules));
  const share = lasts(aspect) ? fallenTo(grounds.coverage, at) : undefined;
  if (share !== undefined && share <= 1 - FALL) doubts.push({ kind: 'known-fell', share });
  const rule = rules.levels.find((each) => each.level === level);
  const alone = rule?.coverage === undefined ? 0 : knownByItself(grounds, aspect, rules.knownDays);
  if (alone > 0) doubts.push({ kind: 'known-by-itself', known: alone });
  const { systems, of } = grounds.moved;
  const count = [...systems.values()].reduce((sum, each) => sum + each, 0);
  if (count > 0) doubts.push({ kind: 'moved', count, of, systems: [...systems.keys()].sort() });
  if (exempt.count > 0) doubts.push({ kind: 'exempt-aspects', ...exempt });
  return doubts;
}

function ofPractices({ at, level, practices }: Grounds, { levels, lateDays }: DoubtRules): Doubt[] {
  const from = restsFrom(level, levels, at);
  const rule = levels.find((each) => each.level === level);
  if (from === undefined || !rule) return [];
  const documents = new Map<string, Behind[]>();
  for (const each of practices) {
    if (each.at <= from || each.at > at || !feeds(each, rule)) continue;
    const known = documents.get(each.document);
    if (known) known.push(each);
    else documents.set(each.document, [each]);
  }
  const all = [...documents.values()];
  const of = all.length;
  const some = (test: (practice: Behind) => boolean) => all.filter((each) => each.every(test)).length;
  const doubts: Doubt[] = [];
  const tell = (kind: 'late' | 'same-content' | 'undated' | 'nothing-checked' | 'mapped', count: number) => {
    if (count > 0) doubts.push({ kind, count, of });
  };
  tell(
    'nothing-checked',
    some(({ checked }) => !checked),
  );
  tell(
    'same-content',
    some(({ same }) => same),
  );
  const late = lateDays * DAY;
  tell(
    'late',
    some((each) => each.learned - each.at > late && each.origin !== 'collector'),
  );
  const clock = all.flat().reduce((most, { behind }) => Math.max(most, behind), 0);
  if (clock > 0) doubts.push({ kind: 'clock', count: some(({ behind }) => behind > 0), of, by: clock });
  tell(
    'undated',
    some(({ undated }) => undated),
  );
  tell(
    'mapped',
    some(({ mapped }) => mapped),
  );
  if (rule.automation === 'full') {
    const tokens = all.flat().filter(({ origin }) => origin === 'token');
    const names = [...new Set(tokens.map(({ name }) => name))].sort();
    const count = some(({ origin }) => origin === 'token');
    const anySystem = tokens.some((each) => each.anySystem);
    if (count > 0) doubts.push({ kind: 'token', count, of, names, anySystem });
  }
  const [first, ...others] = new Set(all.flat().map(({ name }) => name));
  const byHand = all.flat().every(({ automation }) => automation === 'manual');
  if (first !== undefined && others.length === 0 && byHand) doubts.push({ kind: 'one-word', name: first });
  return doubts;
}

/** Whether a practice is one of those that a rung counts. */
function feeds(practice: Behind, rule: LevelRule): boolean {
  if (practice.declared && !rule.declaredCounts) return false;
  if (rule.outputs.length > 0 && !rule.outputs.includes(practice.output)) return false;
  return AUTOMATIONS.indexOf(practice.automation) >= AUTOMATIONS.indexOf(rule.automation);
}

/** Whether what is counted stays until somebody takes it away: money is spent, and findings are meant to go. */
function lasts({ coverage }: Pick<Aspect, 'coverage'>): boolean {
  return (
    coverage.weight === 'one' && coverage.knownBy === undefined && !coverage.known.includes('finding-kind')
  );
}

/**
 * What is known now as a part of the most that was known within a year; undefined where nothing is: a coverage
 * that is unknown is never green.
 */
function fallenTo(coverage: CoverageHistory, at: Instant): number | undefined {
  const [steps = []] = coverage.values();
  let most = 0;
  let now = 0;
  for (const [index, { from, known }] of steps.entries()) {
    if (from > at) break;
    if ((steps[index + 1]?.from ?? Number.POSITIVE_INFINITY) > at - YEAR) most = Math.max(most, known);
    now = known;
  }
  return now > 0 ? now / most : undefined;
}

/** How many things are known, where no evidence but the aspect's own names any of them; else 0. */
function knownByItself(
  { things, at }: Grounds,
  { id, coverage }: Pick<Aspect, 'id' | 'coverage'>,
  knownDays: number,
): number {
  // Money is counted by the bill alone, and what another aspect has to know is known by that.
  if (coverage.weight === 'amount' || coverage.knownBy !== undefined) return 0;
  const kinds = new Set<string>(coverage.known);
  const bit = 1 << ASPECTS.indexOf(id);
  let known = 0;
  for (const { kind, sightings } of things) {
    if (!kinds.has(kind)) continue;
    const fresh = sightings.filter((each) => each.at <= at && each.at > at - knownDays * DAY);
    if (fresh.some(({ aspects }) => (aspects & bit) === 0)) return 0;
    if (fresh.length > 0) known += 1;
  }
  return known;
}
