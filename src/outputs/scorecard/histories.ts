import { setImmediate as others } from 'node:timers/promises';
import { coverageHistory, type ThingHistory } from '../../derive/coverage.ts';
import type { CoverageHistory, History } from '../../derive/history.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import type {
  ExemptionRow,
  ObservedExposure,
  PracticeRow,
  SystemRow,
  TeamRow,
  ThingSightingRow,
} from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { type Kept, keep, NOTHING, practicesOf, thingsKept } from './kept.ts';
import { type SystemLine, systemLine } from './line.ts';
import type { MapEntry } from './map.ts';

/** Everything that scores of an organization are derived from, as known at an instant. */
export interface Histories {
  organization: string;
  timeZone: string;
  /** By id. */
  systems: SystemRow[];
  teams: Map<string, TeamRow>;
  observed: Map<string, ObservedExposure>;
  openFindings: Map<string, number>;
  exemptions: ReadonlyMap<string, readonly ExemptionRow[]>;
  /** Histories of a system's 15 aspects; what was sighted after `at` is kept aside. */
  of(system: string, at: Instant): ReadonlyMap<AspectId, History>;
  /** Levels of a system over all time. */
  line(system: string): SystemLine;
  /** What is kept of each system. */
  kept: ReadonlyMap<string, Kept>;
  /** What was derived from that, shared with those that are renewed from these. */
  derived: {
    coverage: Map<string, Derived<Coverage>>;
    lines: Map<string, Derived<SystemLine>>;
    rows: Map<string, MapEntry>;
  };
  /** What coverage of a system is counted from. */
  things(system: string): readonly ThingHistory[];
}

/** Systems that are read together: enough to be quick, few enough to let others have their turn. */
const TOGETHER = 50;
/** Systems whose levels are derived before others have their turn. */
const TURN = 10;
/** Systems of which coverage over all time is kept, the large part of what is derived. */
const COVERED = 1_000;

/**
 * Reads histories from the store. "As known at k" is decided here, by what was learned until then; derive
 * sees only what may count.
 */
export async function loadHistories(
  reader: Reader,
  model: Model,
  filter: { known: Instant; system?: string | undefined },
): Promise<Histories> {
  const { known, system: only } = filter;
  const systems = await reader.systems(only === undefined ? undefined : [only]);
  const ids = only === undefined ? undefined : [only];
  const [observed, counts] = [await reader.observed(ids), await reader.findingCounts(ids)];
  const kept = new Map<string, Kept>();
  await readInto(
    kept,
    reader,
    systems.map(({ id }) => id),
    known,
  );
  return histories(model, {
    ...(await common(reader, known)),
    systems,
    observed: new Map(observed.map((row) => [row.system, row])),
    openFindings: findingsOf(counts),
    kept,
  });
}

/** The same where some systems changed: only these are read. What was given stays as it was. */
export async function renewHistories(
  before: Histories,
  reader: Reader,
  model: Model,
  changed: readonly string[],
): Promise<Histories> {
  const known = Number.MAX_SAFE_INTEGER;
  const rest = await common(reader, known);
  if (changed.length === 0) return histories(model, { ...before, ...rest }, before);
  const systems = new Map(before.systems.map((row) => [row.id, row]));
  const rows = await reader.systems(changed);
  const fresh = rows.some(({ id }) => !systems.has(id));
  for (const row of rows) systems.set(row.id, row);
  const observed = new Map(before.observed);
  const openFindings = new Map(before.openFindings);
  const kept = new Map(before.kept);
  for (const id of changed) for (const map of [observed, openFindings]) map.delete(id);
  for (const row of await reader.observed(changed)) observed.set(row.system, row);
  for (const [id, count] of findingsOf(await reader.findingCounts(changed))) openFindings.set(id, count);
  await readInto(kept, reader, changed, known);
  const ordered = [...systems.values()];
  if (fresh) ordered.sort((a, b) => (a.id < b.id ? -1 : 1));
  return histories(model, { ...rest, systems: ordered, observed, openFindings, kept }, before);
}

/** Derives the levels of every system over all time, while others have their turn: a map has them all. */
export async function deriveLines({ systems, line, derived }: Histories): Promise<void> {
  let fresh = 0;
  for (const { id } of systems) {
    if (!derived.lines.has(id)) fresh += 1;
    line(id);
    if (fresh % TURN === TURN - 1) {
      fresh += 1;
      await others();
    }
  }
}

type Read = Omit<Histories, 'of' | 'line' | 'things' | 'derived'>;

/** @param before whose derived parts are taken over where what they are derived from is the same */
function histories(model: Model, read: Read, before?: Histories): Histories {
  const derived = before?.derived ?? { coverage: new Map(), lines: new Map(), rows: new Map() };

  function coverageOf(kept: Kept, until: Instant): Coverage {
    const things = thingsKept(kept);
    return model.aspects.map((aspect) =>
      coverageHistory(things, aspect, model.levels, model.coverage.knownDays, until),
    );
  }

  /** Over all time; kept only where many ask for few systems. */
  function wholeCoverage(id: string, kept: Kept): Coverage {
    const known = derived.coverage.get(id);
    if (known?.kept === kept) return known.value;
    const value = coverageOf(kept, Number.POSITIVE_INFINITY);
    derived.coverage.delete(id);
    // The one that was derived first goes.
    const [oldest] = derived.coverage.size >= COVERED ? derived.coverage.keys() : [];
    if (oldest !== undefined) derived.coverage.delete(oldest);
    derived.coverage.set(id, { kept, value });
    return value;
  }

  function of(id: string, at: Instant): ReadonlyMap<AspectId, History> {
    const kept = read.kept.get(id) ?? NOTHING;
    // Nothing was sighted later: one coverage serves every such instant.
    return historiesOf(id, kept, at >= kept.latest ? wholeCoverage(id, kept) : coverageOf(kept, at));
  }

  function historiesOf(id: string, kept: Kept, coverage: Coverage): ReadonlyMap<AspectId, History> {
    const exemptions = read.exemptions.get(id) ?? [];
    return new Map(
      model.aspects.map((aspect, index) => [
        aspect.id,
        {
          practices: practicesOf(kept, aspect.id),
          coverage: coverage[index] ?? new Map(),
          exemptions: exemptions.filter((each) => each.aspect === aspect.id),
        },
      ]),
    );
  }

  function line(id: string): SystemLine {
    const kept = read.kept.get(id) ?? NOTHING;
    const known = derived.lines.get(id);
    if (known?.kept === kept) return known.value;
    const value = systemLine(
      historiesOf(id, kept, coverageOf(kept, Number.POSITIVE_INFINITY)),
      model,
      kept.latest,
    );
    derived.lines.set(id, { kept, value });
    return value;
  }

  const things = (id: string) => thingsKept(read.kept.get(id) ?? NOTHING);
  return { ...read, derived, of, line, things };
}

/** Of each aspect, in the model's order. */
type Coverage = readonly CoverageHistory[];

/** What was derived from what is kept of a system. */
interface Derived<Value> {
  kept: Kept;
  value: Value;
}

/** What is small: read anew each time. */
async function common(reader: Reader, known: Instant) {
  const organization = await reader.organization();
  const [teams, exemptions] = [await reader.teams(), await reader.exemptions()];
  return {
    organization: organization?.name ?? '',
    timeZone: organization?.timeZone ?? 'UTC',
    teams: new Map(teams.map((row) => [row.id, row])),
    exemptions: grouped(exemptions.filter(({ learned }) => learned <= known)),
  };
}

async function readInto(
  into: Map<string, Kept>,
  reader: Reader,
  systems: readonly string[],
  known: Instant,
): Promise<void> {
  for (let from = 0; from < systems.length; from += TOGETHER) {
    const system = systems.slice(from, from + TOGETHER);
    const practices = grouped<PracticeRow>(await reader.practices({ known, system }));
    const sightings = grouped<ThingSightingRow>(await reader.sightings({ known, system }));
    for (const id of system) into.set(id, keep(practices.get(id) ?? [], sightings.get(id) ?? []));
    await others();
  }
}

function grouped<Row extends { system: string }>(rows: readonly Row[]): Map<string, Row[]> {
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
