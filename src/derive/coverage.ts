import type { Aspect, LevelRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';
import { ASPECTS, type AspectId, PROVED } from '../records/words.ts';
import type { CoverageHistory, CoverageStep } from './history.ts';

/** A thing that coverage counts, with when it was seen; bit i of `aspects` says that ASPECTS[i] was reached. */
export interface ThingHistory {
  kind: string;
  /** One, or an amount of money. */
  weight: number;
  /** Ordered by `at`. */
  sightings: { at: Instant; aspects: number }[];
}

/** What a store yields, ordered by thing and time. */
interface Sighting {
  thing: string;
  kind: string;
  weight: number;
  at: Instant;
  aspects: number;
}

/** Groups sightings by thing; rows of one thing stand together, ordered by time. */
export function thingsOf(rows: readonly Sighting[]): ThingHistory[] {
  const things: ThingHistory[] = [];
  let last: string | undefined;
  for (const { thing, kind, weight, at, aspects } of rows) {
    if (thing !== last) things.push({ kind, weight, sightings: [] });
    last = thing;
    things[things.length - 1]?.sightings.push({ at, aspects });
  }
  return things;
}

/**
 * Coverage of an aspect over time, one row of steps for each freshness that a rung with a coverage condition
 * has. A thing is known from a sighting for `knownDays`, and reached from a sighting that reaches the aspect
 * for the freshness; where the aspect asks for a proof, a thing without a fresh one counts in part. Steps before the first sighting are left out: nothing is known there.
 * @param until sightings after this instant do not count
 */
export function coverageHistory(
  things: readonly ThingHistory[],
  aspect: Pick<Aspect, 'id' | 'coverage'>,
  rules: readonly LevelRule[],
  knownDays: number,
  until: Instant = Number.POSITIVE_INFINITY,
): CoverageHistory {
  const kinds = new Set<string>(aspect.coverage.known);
  const counted = things.filter((thing) => kinds.has(thing.kind));
  const bit = bitOf(aspect.id);
  const knownBy = aspect.coverage.knownBy;
  const history = new Map<number, CoverageStep[]>();
  for (const rule of rules) {
    if (rule.coverage === undefined || history.has(rule.freshDays)) continue;
    const fresh = rule.freshDays * DAY;
    const changes: Change[] = [];
    for (const thing of counted) {
      const weight = aspect.coverage.weight === 'amount' ? thing.weight : 1;
      if (weight <= 0) continue;
      const known = knownBy
        ? freshSpans(thing, bitOf(knownBy), fresh, until)
        : freshSpans(thing, undefined, knownDays * DAY, until);
      const reached = freshSpans(thing, bit, fresh, until);
      const proof = aspect.coverage.proof;
      addChanges(changes, known, reached, weight, weight * (proof?.otherwise ?? 1));
      if (!proof) continue;
      const proved = common(reached, freshSpans(thing, PROVED, proof.freshDays * DAY, until));
      addChanges(changes, known, proved, 0, weight * (1 - proof.otherwise));
    }
    history.set(rule.freshDays, stepsOf(changes));
  }
  return history;
}

/** Share reached at an instant; undefined where nothing is known to compare with. */
export function shareAt(coverage: CoverageHistory, freshDays: number, instant: Instant): number | undefined {
  const steps = coverage.get(freshDays) ?? [];
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.from ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  const step = steps[low - 1];
  return step === undefined || step.known <= 0 ? undefined : step.reached / step.known;
}

interface Change {
  at: Instant;
  known: number;
  reached: number;
}

function bitOf(aspect: AspectId): number {
  return 1 << ASPECTS.indexOf(aspect);
}

/** Merged [at, at + length) of the sightings that reach the aspect (any sighting where `bit` is undefined). */
function freshSpans(thing: ThingHistory, bit: number | undefined, length: number, until: Instant): Instant[] {
  const spans: Instant[] = [];
  for (const { at, aspects } of thing.sightings) {
    if (at > until) break;
    if (bit !== undefined && (aspects & bit) === 0) continue;
    if (spans.length > 0 && at <= (spans[spans.length - 1] ?? 0)) spans[spans.length - 1] = at + length;
    else spans.push(at, at + length);
  }
  return spans;
}

/** Where two lists of spans overlap. */
function common(first: readonly Instant[], second: readonly Instant[]): Instant[] {
  const spans: Instant[] = [];
  for (let i = 0, j = 0; i < first.length && j < second.length; ) {
    const from = Math.max(first[i] ?? 0, second[j] ?? 0);
    const end = Math.min(first[i + 1] ?? 0, second[j + 1] ?? 0);
    if (from < end) spans.push(from, end);
    if ((first[i + 1] ?? 0) <= (second[j + 1] ?? 0)) i += 2;
    else j += 2;
  }
  return spans;
}

/** What is reached counts only while it is known. */
function addChanges(
  changes: Change[],
  known: readonly Instant[],
  reached: readonly Instant[],
  weight: number,
  part: number,
): void {
  for (let i = 0; i < known.length; i += 1) {
    changes.push({ at: known[i] ?? 0, known: i % 2 === 0 ? weight : -weight, reached: 0 });
  }
  let j = 0;
  for (let i = 0; i < known.length; i += 2) {
    const from = known[i] ?? 0;
    const end = known[i + 1] ?? 0;
    while (j < reached.length && (reached[j + 1] ?? 0) <= from) j += 2;
    for (let k = j; k < reached.length && (reached[k] ?? 0) < end; k += 2) {
      changes.push({ at: Math.max(from, reached[k] ?? 0), known: 0, reached: part });
      changes.push({ at: Math.min(end, reached[k + 1] ?? 0), known: 0, reached: -part });
    }
  }
}

function stepsOf(changes: Change[]): CoverageStep[] {
  changes.sort((a, b) => a.at - b.at);
  const steps: CoverageStep[] = [];
  let known = 0;
  let reached = 0;
  for (let i = 0; i < changes.length; ) {
    const at = changes[i]?.at ?? 0;
    for (; i < changes.length && changes[i]?.at === at; i += 1) {
      known += changes[i]?.known ?? 0;
      reached += changes[i]?.reached ?? 0;
    }
    // Sums of money leave dust behind.
    if (Math.abs(known) < 1e-6) known = 0;
    if (Math.abs(reached) < 1e-6) reached = 0;
    const last = steps[steps.length - 1];
    if (last && last.known === known && last.reached === reached) continue;
    steps.push({ from: at, reached, known });
  }
  return steps;
}
