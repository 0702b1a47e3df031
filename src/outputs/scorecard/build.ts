import { setImmediate as others } from 'node:timers/promises';
import { type ExposureFacts, exposureOf } from '../../derive/criticality.ts';
import { focus } from '../../derive/focus.ts';
import { missingCoverage } from '../../derive/gaps.ts';
import { growth } from '../../derive/growth.ts';
import type { Standing } from '../../derive/history.ts';
import type { DayText } from '../../derive/phrases/phrase.ts';
import { phrasesIn } from '../../derive/phrases/phrases.ts';
import { nextSentence, reasonSentence } from '../../derive/reason.ts';
import { type Tracks, tracksOf } from '../../derive/runs.ts';
import { comparedScore, FULL, score } from '../../derive/score.ts';
import { standing } from '../../derive/standing.ts';
import type { Aspect, Model } from '../../model/model.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import type { AspectId, Language } from '../../records/words.ts';
import type { ObservedExposure, SystemRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { teamOf } from './facts.ts';
import { type Histories, loadHistories } from './histories.ts';
import type { AspectScore, Exposure, InstantText, Scorecard, SystemScore } from './scorecard.ts';

/** Growth is measured against the score this long before. */
export const QUARTER = 91 * DAY;

/** Systems that are scored before others have their turn. */
const TURN = 20;

/** The instants that a scorecard is about, and the one system where it is about one only. */
export interface Question {
  at: Instant;
  known: Instant;
  system?: string | undefined;
}

/** Reads what is needed and builds the scorecard. */
export async function scorecard(reader: Reader, model: Model, question: Question): Promise<Scorecard> {
  return buildScorecard(await loadHistories(reader, model, question), model, question);
}

/** Builds a scorecard from histories already read: pure. */
export function buildScorecard(histories: Histories, model: Model, question: Question): Scorecard {
  return cardOf(histories, model, question, systemScores(histories, model, question));
}

/** The same, while others have their turn: thousands of systems take seconds. */
export async function buildScorecardInTurns(
  histories: Histories,
  model: Model,
  question: Question,
): Promise<Scorecard> {
  const systems: SystemScore[] = [];
  for (let from = 0; from < histories.systems.length; from += TURN) {
    const some = { ...histories, systems: histories.systems.slice(from, from + TURN) };
    systems.push(...systemScores(some, model, question));
    await others();
  }
  return cardOf(histories, model, question, systems);
}

function systemScores(histories: Histories, model: Model, { at, system: only }: Question): SystemScore[] {
  const tracks = tracksOf(model.levels);
  const day = dayText(histories.timeZone, model.language);
  const rows = histories.systems.filter((row) => only === undefined || row.id === only);
  return rows.map((row) => systemScore(row, histories, model, tracks, at, day));
}

function cardOf(
  histories: Histories,
  model: Model,
  { at, known }: Question,
  systems: SystemScore[],
): Scorecard {
  const order = focus(
    systems.map(({ id, score: total, exposure, aspects }) => ({
      id,
      score: total ?? undefined,
      criticality: exposure.criticality ?? undefined,
      aspects,
    })),
  );
  const byId = new Map(systems.map((system) => [system.id, system]));
  return {
    organization: histories.organization,
    at: formatInstant(at),
    known: formatInstant(known),
    model: { version: model.version, overrides: [...model.overrides] },
    systems,
    focus: order.map(({ system, aspect }) => ({ system, aspect, step: stepOf(byId.get(system), aspect) })),
  };
}

/** Where each aspect of a system stands at an instant. */
export function standingsAt(
  histories: Histories,
  tracks: Tracks,
  system: string,
  at: Instant,
): Map<AspectId, Standing> {
  const standings = new Map<AspectId, Standing>();
  for (const [aspect, history] of histories.of(system, at))
    standings.set(aspect, standing(history, tracks, at));
  return standings;
}

function systemScore(
  row: SystemRow,
  histories: Histories,
  model: Model,
  tracks: Tracks,
  at: Instant,
  day: DayText,
): SystemScore {
  const standings = standingsAt(histories, tracks, row.id, at);
  const gaps = missingCoverage(model.aspects, standings);
  const aspects: AspectScore[] = [];
  for (const aspect of model.aspects) {
    const here = standings.get(aspect.id);
    if (!here) continue;
    const below = gaps.filter((gap) => gap.aspect === aspect.id).map((gap) => gap.on);
    aspects.push(aspectScore(aspect, here, below, model, day));
  }
  const total = score(standings.values());
  const compared = comparedScore(standings.values());
  const before = comparedScore(standingsAt(histories, tracks, row.id, at - QUARTER).values());
  return {
    id: row.id,
    name: row.name,
    team: teamOf(row, histories),
    score: total ?? null,
    of: FULL,
    compared,
    exempt: [...standings.values()].filter(({ exempt }) => exempt).length,
    aspects,
    exposure: exposure(row, histories.observed.get(row.id), model),
    growth: {
      since: formatInstant(at - QUARTER),
      from: before,
      value: growth(compared, before) ?? null,
    },
    openFindings: histories.openFindings.get(row.id) ?? 0,
    lapsesNext: nextLapse(standings),
  };
}

function aspectScore(
  aspect: Aspect,
  here: Standing,
  missing: readonly AspectId[],
  model: Model,
  day: DayText,
): AspectScore {
  return {
    id: aspect.id,
    level: here.level,
    since: text(here.since),
    lapses: text(here.lapse?.at),
    lapsesTo: here.lapse?.to ?? null,
    reason: reasonSentence(here, model, day),
    next: nextSentence(here, model, aspect, day),
    nextLevel: here.next?.level ?? null,
    earliest: text(here.next?.earliest),
    missing: here.next ? [...here.next.missing] : [],
    coverage: here.coverage ?? null,
    latest: text(here.latest),
    exempt: here.exempt,
    missingCoverage: [...missing],
  };
}

function nextLapse(standings: ReadonlyMap<AspectId, Standing>): SystemScore['lapsesNext'] {
  let soonest: { aspect: AspectId; at: Instant; here: Standing } | undefined;
  for (const [aspect, here] of standings) {
    if (!here.lapse || here.exempt) continue;
    if (!soonest || here.lapse.at < soonest.at) soonest = { aspect, at: here.lapse.at, here };
  }
  if (!soonest?.here.lapse) return null;
  return {
    aspect: soonest.aspect,
    at: formatInstant(soonest.at),
    from: soonest.here.level,
    to: soonest.here.lapse.to,
  };
}

export function exposure(row: SystemRow, seen: ObservedExposure | undefined, model: Model): Exposure {
  const { currency } = model.production.monthlyCost;
  const declared: ExposureFacts = { pii: row.pii, public: row.public, monthlyCost: row.monthlyCost };
  const amount = seen?.monthlyCost.find((each) => each.currency === currency)?.amount;
  const observed: ExposureFacts = { pii: seen?.pii, public: seen?.public, monthlyCost: amount };
  const verdict = exposureOf(declared, observed, model);
  const say = phrasesIn(model.language);
  const told = (fact: keyof ExposureFacts, value: boolean | number) =>
    fact === 'monthlyCost' ? String(value) : say.yes(Boolean(value));
  const notes = verdict.disagreements.map(({ fact, declared: said, observed: shown }) =>
    say.disagrees(say.facts[fact], told(fact, said), told(fact, shown)),
  );
  for (const fact of verdict.unknown) notes.push(say.unknown(say.facts[fact]));
  const foreign = seen?.monthlyCost.filter((each) => each.currency !== currency) ?? [];
  for (const { amount: sum, currency: other } of foreign)
    notes.push(say.foreign(say.facts.monthlyCost, `${sum.toFixed(2)} ${other}`, currency));
  return {
    criticality: verdict.criticality ?? null,
    production: verdict.production ?? null,
    pii: { declared: row.pii ?? null, observed: seen?.pii ?? null },
    public: { declared: row.public ?? null, observed: seen?.public ?? null },
    monthlyCost: { declared: row.monthlyCost ?? null, observed: amount ?? null, currency },
    notes,
  };
}

function text(instant: Instant | undefined): InstantText | null {
  return instant === undefined ? null : formatInstant(instant);
}

/** Days as the organization's people write them, e.g. `3 Dec 2026`. */
export function dayText(timeZone: string, language: Language): DayText {
  const format = new Intl.DateTimeFormat(phrasesIn(language).locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return (instant) => format.format(instant);
}

function stepOf(system: SystemScore | undefined, aspect: AspectId): string {
  return system?.aspects.find((each) => each.id === aspect)?.next ?? '';
}
