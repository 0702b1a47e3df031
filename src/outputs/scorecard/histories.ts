import { toPractices } from '../../derive/columns.ts';
import { coverageHistory, type ThingHistory, thingsOf } from '../../derive/coverage.ts';
import type { History, Practices } from '../../derive/history.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import type {
  ExemptionRow,
  ObservedExposure,
  PracticeRow,
  Reader,
  SystemRow,
  TeamRow,
  ThingSightingRow,
} from '../../store/store.ts';

/** Everything that scores of an organization are derived from, as known at an instant. */
export interface Histories {
  organization: string;
  timeZone: string;
  systems: SystemRow[];
  teams: Map<string, TeamRow>;
  observed: Map<string, ObservedExposure>;
  openFindings: Map<string, number>;
  /** Histories of a system's 15 aspects; what was sighted after `at` is kept aside. */
  of(system: string, at: Instant): ReadonlyMap<AspectId, History>;
  /** What coverage of a system is counted from. */
  things(system: string): readonly ThingHistory[];
}

/**
 * Reads histories from the store. "As known at k" is decided here, by what was learned until then; derive
 * sees only what may count.
 */
export async function loadHistories(
  reader: Reader,
  model: Model,
  filter: { known: Instant; system?: string | undefined },
): Promise<Histories> {
  const one = { known: filter.known, ...(filter.system !== undefined && { system: filter.system }) };
  const organization = await reader.organization();
  const [systems, teams, exemptions, observed, counts] = [
    await reader.systems(),
    await reader.teams(),
    await reader.exemptions(),
    await reader.observed(),
    await reader.findingCounts(),
  ];
  const practices = grouped(await reader.practices(one));
  const sightings = grouped(await reader.sightings(one));
  const kept = new Map<string, System>();

  function load(id: string): System {
    const before = kept.get(id);
    if (before) return before;
    const mine = practices.get(id) ?? [];
    const seen = sightings.get(id) ?? [];
    const system: System = {
      practices: new Map(
        model.aspects.map(({ id: aspect }) => [
          aspect,
          toPractices(mine.filter((row) => row.aspect === aspect)),
        ]),
      ),
      exemptions: exemptions.filter((each) => each.system === id && each.learned <= filter.known),
      things: thingsOf(seen),
      latest: seen.reduce((most, row) => Math.max(most, row.at), Number.NEGATIVE_INFINITY),
      whole: undefined,
    };
    kept.set(id, system);
    return system;
  }

  function of(id: string, at: Instant): ReadonlyMap<AspectId, History> {
    const system = load(id);
    // Nothing was sighted later: one coverage serves every such instant.
    const whole = at >= system.latest;
    if (whole && system.whole) return system.whole;
    const histories = new Map<AspectId, History>();
    for (const aspect of model.aspects) {
      histories.set(aspect.id, {
        practices: system.practices.get(aspect.id) ?? toPractices([]),
        coverage: coverageHistory(system.things, aspect, model.levels, model.coverage.knownDays, at),
        exemptions: system.exemptions.filter((each) => each.aspect === aspect.id),
      });
    }
    if (whole) system.whole = histories;
    return histories;
  }

  return {
    organization: organization?.name ?? '',
    timeZone: organization?.timeZone ?? 'UTC',
    systems: systems.filter((row) => filter.system === undefined || row.id === filter.system),
    teams: new Map(teams.map((row) => [row.id, row])),
    observed: new Map(observed.map((row) => [row.system, row])),
    openFindings: findingsOf(counts),
    of,
    things: (id) => load(id).things,
  };
}

/** What is kept of a system between two questions. */
interface System {
  practices: ReadonlyMap<AspectId, Practices>;
  exemptions: readonly ExemptionRow[];
  things: readonly ThingHistory[];
  latest: Instant;
  whole: ReadonlyMap<AspectId, History> | undefined;
}

function grouped<Row extends PracticeRow | ThingSightingRow>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.system);
    if (group) group.push(row);
    else groups.set(row.system, [row]);
  }
  return groups;
}

function findingsOf(counts: Awaited<ReturnType<Reader['findingCounts']>>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { system, count } of counts) {
    if (system !== undefined) sums.set(system, (sums.get(system) ?? 0) + count);
  }
  return sums;
}
