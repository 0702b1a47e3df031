import { focus, need } from '../../derive/focus.ts';
import { growth } from '../../derive/growth.ts';
import { comparedScore, score } from '../../derive/score.ts';
import { soonFrom } from '../../derive/soon.ts';
import type { CriticalityId, Model } from '../../model/model.ts';
import { formatInstant, type Instant } from '../../records/instant.ts';
import type { AspectId, Level } from '../../records/words.ts';
import type { SystemRow } from '../../store/rows.ts';
import { exposure, QUARTER } from './build.ts';
import { isExempt, teamOf } from './facts.ts';
import type { Histories } from './histories.ts';
import { changeAfter, pointAt, stepAfter } from './line.ts';
import type { InstantText } from './scorecard.ts';

/** Of those who need help most, so many. */
const FIRST = 15;

/** Where every system stands at an instant: what a map of thousands of them shows, and no more. */
export interface PortfolioMap {
  organization: string;
  at: InstantText;
  known: InstantText;
  model: { version: string; overrides: string[] };
  /** What growth is measured against. */
  since: InstantText;
  /** The order of the levels. */
  aspects: AspectId[];
  systems: MapRow[];
  focus: { system: string; aspect: AspectId }[];
}

export interface MapRow {
  id: string;
  name: string;
  team: string | null;
  score: number | null;
  /** What is compared with others: exempt aspects count as they stand. */
  compared: number;
  growth: { from: number; value: number | null };
  criticality: CriticalityId | null;
  production: boolean | null;
  /** Points still to climb times criticality. */
  need: number;
  openFindings: number;
  /** 0 where exempt. */
  levels: (Level | 0)[];
  /** What falls next if nothing new arrives; null where the instant is before something that arrived. */
  lapsesNext: MapLapse | null;
  /** What falls soon, in the order of the aspects: see `soonFrom`. */
  falling: MapLapse[];
}

interface MapLapse {
  aspect: AspectId;
  at: InstantText;
  to: Level;
}

/** A row, and for how long it is what it is: from one instant until another, while it is made of the same. */
export interface MapEntry {
  row: MapRow;
  json: string;
  focus: AspectId | undefined;
  from: Instant;
  until: Instant;
  of: readonly unknown[];
}

/** The map from histories already read: levels over all time are kept for each system, and so are rows. */
export function portfolioMap(
  histories: Histories,
  model: Model,
  question: { at: Instant; known: Instant },
  sees: (system: string) => boolean,
): PortfolioMap {
  const entries = entriesOf(histories, model, question.at, sees);
  return { ...headOf(histories, model, question, entries), systems: entries.map(({ row }) => row) };
}

/**
 * The same as JSON text, of which most is written already, and until when it is what it is unless something
 * changes.
 */
export function portfolioMapText(
  histories: Histories,
  model: Model,
  question: { at: Instant; known: Instant },
  sees: (system: string) => boolean,
): { text: string; until: Instant } {
  const entries = entriesOf(histories, model, question.at, sees);
  const head = JSON.stringify(headOf(histories, model, question, entries));
  const text = `${head.slice(0, -1)},"systems":[${entries.map(({ json }) => json).join(',')}]}`;
  let until = Number.POSITIVE_INFINITY;
  for (const entry of entries) until = Math.min(until, entry.until);
  return { text, until };
}

/** Every system's row, and who needs help, the neediest first. */
export function mapRows(
  histories: Histories,
  model: Model,
  at: Instant,
): { rows: MapRow[]; needy: PortfolioMap['focus'] } {
  const entries = entriesOf(histories, model, at, () => true);
  return { rows: entries.map(({ row }) => row), needy: neediest(entries) };
}

function headOf(
  histories: Histories,
  model: Model,
  { at, known }: { at: Instant; known: Instant },
  entries: readonly MapEntry[],
): Omit<PortfolioMap, 'systems'> {
  return {
    organization: histories.organization,
    at: formatInstant(at),
    known: formatInstant(known),
    model: { version: model.version, overrides: [...model.overrides] },
    since: formatInstant(at - QUARTER),
    aspects: model.aspects.map(({ id }) => id),
    focus: neediest(entries).slice(0, FIRST),
  };
}

/** In the order of `focus`, which looks at one system at a time. */
function neediest(entries: readonly MapEntry[]): PortfolioMap['focus'] {
  const order = (a: MapEntry, b: MapEntry) =>
    b.row.need - a.row.need || (a.row.score ?? 75) - (b.row.score ?? 75) || (a.row.id < b.row.id ? -1 : 1);
  return entries
    .filter((entry) => entry.focus !== undefined)
    .sort(order)
    .flatMap(({ row, focus: aspect }) => (aspect === undefined ? [] : [{ system: row.id, aspect }]));
}

function entriesOf(
  histories: Histories,
  model: Model,
  at: Instant,
  sees: (system: string) => boolean,
): MapEntry[] {
  const { rows } = histories.derived;
  const entries: MapEntry[] = [];
  for (const system of histories.systems) {
    if (!sees(system.id)) continue;
    const of = madeOf(system, histories);
    const known = rows.get(system.id);
    const same = known && known.from <= at && at < known.until && of.every((each, i) => each === known.of[i]);
    const entry = same ? known : entryOf(system, histories, model, at, of);
    // Of past instants there are many, and each is looked at once.
    if (entry.from <= at && (histories.kept.get(system.id)?.latest ?? 0) <= at) rows.set(system.id, entry);
    entries.push(entry);
  }
  return entries;
}

/** All that a row is made of, beside the instant. */
function madeOf(system: SystemRow, histories: Histories): readonly unknown[] {
  const { id } = system;
  return [
    system,
    histories.kept.get(id),
    histories.observed.get(id),
    histories.openFindings.get(id),
    teamOf(system, histories),
    histories.exemptions.get(id),
  ];
}

function entryOf(
  system: SystemRow,
  histories: Histories,
  model: Model,
  at: Instant,
  of: readonly unknown[],
): MapEntry {
  const { id } = system;
  const exemptions = histories.exemptions.get(id) ?? [];
  let until = Number.POSITIVE_INFINITY;
  for (const { from, until: end } of exemptions)
    for (const edge of [from, end]) if (edge > at) until = Math.min(until, edge);
  const before: { level: Level }[] = [];
  const now = [...histories.line(id)].map(([aspect, line]) => {
    until = Math.min(until, changeAfter(line, at), stepAfter(line, at - QUARTER) + QUARTER);
    before.push(pointAt(line, at - QUARTER));
    const exempt = isExempt(histories, id, aspect, at);
    const point = pointAt(line, at);
    const soon = point.lapse && soonFrom(point.level, point.lapse.at, model.levels);
    if (soon !== undefined && soon > at) until = Math.min(until, soon);
    return { id: aspect, exempt, ...point, soon: soon !== undefined && soon <= at };
  });
  const [total, compared, then] = [score(now), comparedScore(now), comparedScore(before)];
  const { criticality, production } = exposure(system, histories.observed.get(id), model);
  const needed = { id, score: total, criticality: criticality ?? undefined, aspects: now };
  const row: MapRow = {
    id,
    name: system.name,
    team: teamOf(system, histories),
    score: total ?? null,
    compared,
    growth: { from: then, value: growth(compared, then) ?? null },
    criticality,
    production,
    need: need(needed),
    openFindings: histories.openFindings.get(id) ?? 0,
    levels: now.map(({ level, exempt }) => (exempt ? 0 : level)),
    lapsesNext: soonest(now),
    falling: now.flatMap(({ id: aspect, exempt, lapse, soon }) =>
      lapse && soon && !exempt ? [{ aspect, at: formatInstant(lapse.at), to: lapse.to }] : [],
    ),
  };
  const [first] = focus([needed]);
  return { row, json: JSON.stringify(row), focus: first?.aspect, from: at, until, of };
}

function soonest(
  aspects: readonly { id: AspectId; exempt: boolean; lapse: { at: Instant; to: Level } | undefined }[],
): MapRow['lapsesNext'] {
  let next: { aspect: AspectId; at: Instant; to: Level } | undefined;
  for (const { id, exempt, lapse } of aspects)
    if (lapse && !exempt && (!next || lapse.at < next.at)) next = { aspect: id, ...lapse };
  return next ? { ...next, at: formatInstant(next.at) } : null;
}
