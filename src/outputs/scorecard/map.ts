import { type FocusSystem, focus } from '../../derive/focus.ts';
import { growth } from '../../derive/growth.ts';
import { score } from '../../derive/score.ts';
import type { CriticalityId, Model } from '../../model/model.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import type { AspectId, Level } from '../../records/words.ts';
import type { SystemRow } from '../../store/store.ts';
import { exposure, QUARTER } from './build.ts';
import type { Histories } from './histories.ts';
import { pointAt } from './line.ts';
import type { InstantText } from './scorecard.ts';

/** What falls within this time is told. */
const SOON = 30 * DAY;
/** Of those who need help most, so many. */
const FIRST = 15;

/** Where every system stands at an instant: what a map of thousands of them shows, and no more. */
export interface PortfolioMap {
  organization: string;
  at: InstantText;
  known: InstantText;
  model: { version: string; overrides: string[] };
  /** The order of the levels. */
  aspects: AspectId[];
  systems: MapRow[];
  focus: { system: string; aspect: AspectId }[];
}

interface MapRow {
  id: string;
  name: string;
  team: string | null;
  score: number | null;
  growth: { from: number | null; value: number | null };
  criticality: CriticalityId | null;
  production: boolean | null;
  openFindings: number;
  /** 0 where exempt. */
  levels: (Level | 0)[];
  lapsing: { aspect: AspectId; at: InstantText; to: Level }[];
}

/**
 * The map from histories already read: pure, and quick, because levels over all time are kept for each system.
 * @param sees whether whoever asks may see a system
 */
export function portfolioMap(
  histories: Histories,
  model: Model,
  { at, known }: { at: Instant; known: Instant },
  sees: (system: string) => boolean,
): PortfolioMap {
  const wanted: FocusSystem[] = [];
  const systems = histories.systems
    .filter(({ id }) => sees(id))
    .map((row) => {
      const now = aspectsAt(histories, row.id, at);
      const total = score(now);
      const before = score(aspectsAt(histories, row.id, at - QUARTER));
      const { criticality, production } = exposure(row, histories.observed.get(row.id), model);
      wanted.push({ id: row.id, score: total, criticality: criticality ?? undefined, aspects: now });
      return {
        id: row.id,
        name: row.name,
        team: teamOf(row, histories),
        score: total ?? null,
        growth: { from: before ?? null, value: growth(total, before) ?? null },
        criticality,
        production,
        openFindings: histories.openFindings.get(row.id) ?? 0,
        levels: now.map(({ level, exempt }) => (exempt ? 0 : level)),
        lapsing: now
          .flatMap(({ id, exempt, lapse }) =>
            lapse && !exempt && lapse.at <= at + SOON ? [{ aspect: id, ...lapse }] : [],
          )
          .sort((a, b) => a.at - b.at)
          .map((each) => ({ ...each, at: formatInstant(each.at) })),
      };
    });
  return {
    organization: histories.organization,
    at: formatInstant(at),
    known: formatInstant(known),
    model: { version: model.version, overrides: [...model.overrides] },
    aspects: model.aspects.map(({ id }) => id),
    systems,
    focus: focus(wanted).slice(0, FIRST),
  };
}

function aspectsAt(histories: Histories, system: string, at: Instant) {
  const exemptions = histories.exemptions.get(system) ?? [];
  return [...histories.line(system)].map(([id, line]) => ({
    id,
    exempt: exemptions.some((each) => each.aspect === id && each.from <= at && at < each.until),
    ...pointAt(line, at),
  }));
}

function teamOf({ team }: SystemRow, { teams }: Histories): string | null {
  return team === undefined ? null : (teams.get(team)?.name ?? team);
}
