import type { Instant } from '../../records/instant.ts';
import type { ResultStatus } from '../../records/record.ts';
import { SEVERITIES } from '../../records/words.ts';
import type { ResultRow } from '../rows.ts';

/**
 * A result with what is needed to take in reports in any order: when it last passed, and when it failed
 * since. It fails since the first of these failures; skipped and broken runs did not look, so they neither
 * open nor close it.
 */
export interface ResultState extends ResultRow {
  passed: Instant | undefined;
  /** Ascending; none before `passed`. */
  fails: readonly Instant[];
}

/**
 * Failures remembered. With more of them the earliest and the latest are kept, so that a passing report that
 * comes in after more than these gives the nearest later failure that is remembered.
 */
export const REMEMBERED = 16;

/** At one instant the worse status wins. */
const STATUS_ORDER = ['pass', 'skipped', 'error', 'fail'] as const satisfies readonly ResultStatus[];

const NEVER: readonly Instant[] = [];

/** One sighting as a state. */
export function stateOf(row: ResultRow): ResultState {
  const { status, lastSeen, openSince = lastSeen } = row;
  const fails =
    status !== 'fail' ? NEVER : openSince === lastSeen ? [lastSeen] : ascending([openSince, lastSeen]);
  const passed = status === 'pass' ? lastSeen : undefined;
  // Written out: for each row of a large report, a copy by `...` takes several times as long.
  return {
    fingerprint: row.fingerprint,
    system: row.system,
    aspect: row.aspect,
    adapter: row.adapter,
    tool: row.tool,
    rule: row.rule,
    title: row.title,
    status,
    severity: row.severity,
    toolSeverity: row.toolSeverity,
    thing: row.thing,
    location: row.location,
    message: row.message,
    firstSeen: row.firstSeen,
    lastSeen,
    openSince: fails[0],
    document: row.document,
    statement: row.statement,
    passed,
    fails,
  };
}

/** Both together; the order does not matter, and the same twice changes nothing. */
export function united(a: ResultState, b: ResultState): ResultState {
  const later = compare(a, b) >= 0 ? a : b;
  const passed = latest(a.passed, b.passed);
  const fails = ascending([...a.fails, ...b.fails].filter((at) => passed === undefined || at >= passed));
  return {
    ...later,
    firstSeen: Math.min(a.firstSeen, b.firstSeen),
    passed,
    fails,
    openSince: later.status === 'fail' ? fails[0] : undefined,
  };
}

/** The state after a complete run at `at` that did not name the result: it passed then. */
export function absentAt(state: ResultState, at: Instant, document: string): ResultState {
  if (state.lastSeen === at || state.passed === at || state.fails.includes(at)) return state;
  return united(state, {
    ...state,
    status: 'pass',
    lastSeen: at,
    document,
    passed: at,
    fails: [],
    openSince: undefined,
  });
}

/** Failures as text: the first, then the steps between them, in base 36. Null where the row itself tells. */
export function failsText(state: ResultState): string | null {
  const only = state.fails.length === 1 && state.fails[0] === state.openSince;
  if (state.fails.length === 0 || only) return null;
  let before = 0;
  const steps: string[] = [];
  for (const at of state.fails) {
    steps.push((at - before).toString(36));
    before = at;
  }
  return steps.join(' ');
}

/** Reads what `failsText` wrote. */
export function failsOf(text: string | null, openSince: Instant | undefined): Instant[] {
  if (text === null) return openSince === undefined ? [] : [openSince];
  let at = 0;
  const fails: Instant[] = [];
  for (const step of text.split(' ')) {
    at += Number.parseInt(step, 36);
    fails.push(at);
  }
  return fails;
}

/** Later first, then worse, then by what is said: a total order, so that ties have one outcome. */
function compare(a: ResultState, b: ResultState): number {
  const rank = STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status);
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  const first = a.lastSeen - b.lastSeen || rank || severity;
  if (first !== 0) return first;
  const [one, other] = [said(a), said(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function said(row: ResultRow): string {
  return JSON.stringify([
    row.document,
    row.title ?? '',
    row.message ?? '',
    row.location ?? '',
    row.toolSeverity ?? '',
    row.system ?? '',
    row.aspect,
    row.adapter,
    row.tool,
    row.rule,
    row.thing ?? '',
  ]);
}

function latest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}

function ascending(instants: readonly Instant[]): Instant[] {
  const sorted = [...new Set(instants)].sort((a, b) => a - b);
  if (sorted.length <= REMEMBERED) return sorted;
  return [...sorted.slice(0, 1), ...sorted.slice(1 - REMEMBERED)];
}
