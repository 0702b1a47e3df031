import type { Kysely } from 'kysely';
import type { Instant } from '../../records/instant.ts';
import type { ResultRow } from '../rows.ts';
import { type Bulk, PLANS } from './bulk.ts';
import type { ChangedSystems } from './changes.ts';
import { chunksOf } from './chunks.ts';
import { findingOf, standFor } from './recount.ts';
import { absentAt, type ResultState, stateOf, united } from './result-state.ts';
import { resultIn, resultStateOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** What `closeResults` of the contract is asked. */
export interface CompleteRun {
  adapter: string;
  tool: string;
  things: readonly string[];
  at: Instant;
  document: string;
}

/**
 * Takes sightings of results in. What is stored is read, united with them in one place (`result-state.ts`),
 * and written back, so that reports that come in any order end in the same rows. The organization's write
 * lock keeps others from writing in between.
 */
export async function putResults(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  given: readonly ResultRow[],
  changes: FindingChanges,
  changedSystems: ChangedSystems,
): Promise<void> {
  const states = new Map<string, ResultState>();
  for (const row of given) {
    const state = stateOf(cleaned(row));
    const before = states.get(state.fingerprint);
    states.set(state.fingerprint, before ? united(before, state) : state);
  }
  const stored = await storedStates(db, organization, [...states.keys()]);
  for (const [fingerprint, before] of stored) {
    const state = states.get(fingerprint);
    if (state) states.set(fingerprint, united(before, state));
  }
  const runs = await laterRuns(db, organization, states.values());
  const changed: ResultState[] = [];
  for (const [fingerprint, seen] of states) {
    const run = seen.thing === undefined ? undefined : runs.get(runId(seen.thing, seen.adapter, seen.tool));
    const state = run && seen.fails.length > 0 ? absentAt(seen, run.at, run.document) : seen;
    const before = stored.get(fingerprint);
    if (before && same(before, state)) continue;
    changed.push(state);
    note(changes, before, state);
  }
  await write(db, bulk, organization, changed);
  await changedSystems(changed.flatMap((row) => [row.system, stored.get(row.fingerprint)?.system]));
}

/** @returns how many results fail no more */
export async function closeResults(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  { at, ...run }: CompleteRun,
  changes: FindingChanges,
  changedSystems: ChangedSystems,
): Promise<number> {
  const [adapter, tool, document] = [cleanText(run.adapter), cleanText(run.tool), cleanText(run.document)];
  const things = [...new Set(run.things.map(cleanText))];
  await bulk.insert(
    PLANS.completeRun,
    things.map((thing) => ({ organization, thing, adapter, tool, at, document })),
  );
  let closed = 0;
  for (const chunk of chunksOf(things)) {
    const failing = await db
      .selectFrom('result')
      .selectAll()
      .where('organization', '=', organization)
      .where('thing', 'in', chunk)
      .where('adapter', '=', adapter)
      .where('tool', '=', tool)
      .where('status', '=', 'fail')
      .where('last_seen', '<>', at)
      .execute();
    const changed: ResultState[] = [];
    for (const row of failing) {
      const before = resultStateOut(row);
      const state = absentAt(before, at, document);
      if (same(before, state)) continue;
      changed.push(state);
      note(changes, before, state);
      if (state.status !== 'fail') closed += 1;
    }
    await write(db, bulk, organization, changed);
    await changedSystems(changed.map(({ system }) => system));
  }
  return closed;
}

/** Findings that a write opened or closed: the first of each, and how many. */
export interface FindingChanges {
  opened: ResultRow[];
  closed: (ResultRow & { opened: Instant })[];
  openedCount: number;
  closedCount: number;
}

/** How many of each are remembered; the rest are counted. */
const REMEMBERED = 100;

function note(changes: FindingChanges, before: ResultState | undefined, after: ResultState): void {
  const [was, is] = [before?.status === 'fail', after.status === 'fail'];
  if (is && !was) {
    changes.openedCount += 1;
    if (changes.opened.length < REMEMBERED) changes.opened.push(after);
  }
  if (was && !is) {
    changes.closedCount += 1;
    const opened = before?.openSince ?? before?.firstSeen ?? after.firstSeen;
    if (changes.closed.length < REMEMBERED) changes.closed.push({ ...after, opened });
  }
}

async function write(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  states: readonly ResultState[],
): Promise<void> {
  const shared = new Set<string>();
  for (const { statement, thing } of states) {
    if (statement !== undefined && thing !== undefined) shared.add(thing);
  }
  const stand = shared.size === 0 ? new Map<string, string>() : await standFor(db, organization, [...shared]);
  await bulk.insert(
    PLANS.result,
    states.map((state) => {
      const { statement, thing, system } = state;
      if (statement === undefined || thing === undefined) return resultIn(organization, state, undefined);
      return resultIn(
        organization,
        state,
        findingOf(system && cleanText(system), cleanText(statement), stand.get(thing) ?? thing),
      );
    }),
  );
}

async function storedStates(
  db: Kysely<Tables>,
  organization: string,
  fingerprints: readonly string[],
): Promise<Map<string, ResultState>> {
  const found = new Map<string, ResultState>();
  for (const chunk of chunksOf(fingerprints)) {
    const rows = await db
      .selectFrom('result')
      .selectAll()
      .where('organization', '=', organization)
      .where('fingerprint', 'in', chunk)
      .execute();
    for (const row of rows) found.set(row.fingerprint, resultStateOut(row));
  }
  return found;
}

/** Complete runs over the things of failing rows that came in before and are newer than what comes in now. */
async function laterRuns(
  db: Kysely<Tables>,
  organization: string,
  rows: Iterable<ResultRow>,
): Promise<Map<string, { at: Instant; document: string }>> {
  const things = new Set<string>();
  let oldest = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.status !== 'fail' || row.thing === undefined) continue;
    things.add(row.thing);
    oldest = Math.min(oldest, row.lastSeen);
  }
  const all = [...things];
  const found = new Map<string, { at: Instant; document: string }>();
  for (const chunk of chunksOf(all)) {
    const runs = await db
      .selectFrom('complete_run')
      .selectAll()
      .where('organization', '=', organization)
      .where('thing', 'in', chunk)
      .where('at', '>', oldest)
      .execute();
    for (const run of runs) found.set(runId(run.thing, run.adapter, run.tool), run);
  }
  return found;
}

/** What rows are looked up by, as it is stored. */
function cleaned(row: ResultRow): ResultRow {
  const { fingerprint, thing, adapter, tool } = row;
  const clean =
    cleanText(fingerprint) === fingerprint &&
    (thing === undefined || cleanText(thing) === thing) &&
    cleanText(adapter) === adapter &&
    cleanText(tool) === tool;
  if (clean) return row;
  return {
    ...row,
    fingerprint: cleanText(row.fingerprint),
    thing: row.thing === undefined ? undefined : cleanText(row.thing),
    adapter: cleanText(row.adapter),
    tool: cleanText(row.tool),
  };
}

function runId(thing: string, adapter: string, tool: string): string {
  return JSON.stringify([thing, adapter, tool]);
}

function same(a: ResultState, b: ResultState): boolean {
  return (
    a.status === b.status &&
    a.severity === b.severity &&
    a.lastSeen === b.lastSeen &&
    a.firstSeen === b.firstSeen &&
    a.passed === b.passed &&
    a.openSince === b.openSince &&
    a.document === b.document &&
    a.title === b.title &&
    a.message === b.message &&
    a.location === b.location &&
    a.toolSeverity === b.toolSeverity &&
    a.system === b.system &&
    a.tool === b.tool &&
    a.rule === b.rule &&
    a.thing === b.thing &&
    a.statement === b.statement &&
    a.fails.length === b.fails.length &&
    a.fails.every((at, i) => at === b.fails[i])
  );
}
