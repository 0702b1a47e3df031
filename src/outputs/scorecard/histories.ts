import { toPractices } from '../../derive/columns.ts';
import { coverageHistory, thingsOf } from '../../derive/coverage.ts';
import type { History } from '../../derive/history.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import type {
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
  systems: SystemRow[];
  teams: Map<string, TeamRow>;
  observed: Map<string, ObservedExposure>;
  openFindings: Map<string, number>;
  of(system: string): ReadonlyMap<AspectId, History>;
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
  const kept = new Map<string, ReadonlyMap<AspectId, History>>();

  function of(system: string): ReadonlyMap<AspectId, History> {
    const before = kept.get(system);
    if (before) return before;
    const mine = practices.get(system) ?? [];
    const things = thingsOf(sightings.get(system) ?? []);
    const histories = new Map<AspectId, History>();
    for (const aspect of model.aspects) {
      histories.set(aspect.id, {
        practices: toPractices(mine.filter((row) => row.aspect === aspect.id)),
        coverage: coverageHistory(things, aspect, model.levels, model.coverage.knownDays),
        exemptions: exemptions.filter(
          (each) => each.system === system && each.aspect === aspect.id && each.learned <= filter.known,
        ),
      });
    }
    kept.set(system, histories);
    return histories;
  }

  return {
    organization: organization?.name ?? '',
    systems: systems.filter((row) => filter.system === undefined || row.id === filter.system),
    teams: new Map(teams.map((row) => [row.id, row])),
    observed: new Map(observed.map((row) => [row.system, row])),
    openFindings: findingsOf(counts),
    of,
  };
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
