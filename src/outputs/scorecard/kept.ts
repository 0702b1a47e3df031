import { toPractices } from '../../derive/columns.ts';
import type { ThingHistory } from '../../derive/coverage.ts';
import type { Practices } from '../../derive/history.ts';
import type { Instant } from '../../records/instant.ts';
import { ASPECTS, type AspectId } from '../../records/words.ts';
import type { PracticeRow, ThingSightingRow } from '../../store/rows.ts';

/**
 * What the levels of one system are derived from, in columns: a portfolio's history is millions of rows, and a
 * server keeps all of it in memory.
 */
export interface Kept {
  /** Of all aspects, one after the other in the order of ASPECTS. */
  readonly practices: Practices;
  /** Where each aspect's practices end. */
  readonly ends: Uint32Array;
  readonly things: readonly { kind: string; weight: number; end: number }[];
  /** Sightings, by thing, then time. */
  readonly at: Float64Array;
  readonly aspects: Uint32Array;
  /** The latest sighting; -Infinity where there is none. */
  readonly latest: Instant;
}

/** @param practices of one system @param sightings of the same, ordered by thing and time */
export function keep(practices: readonly PracticeRow[], sightings: readonly ThingSightingRow[]): Kept {
  const groups = ASPECTS.map((): PracticeRow[] => []);
  for (const row of practices) groups[INDEX.get(row.aspect) ?? 0]?.push(row);
  const parts = groups.map((rows) => toPractices(rows));
  const ends = new Uint32Array(ASPECTS.length);
  let end = 0;
  for (const [index, { length }] of parts.entries()) {
    end += length;
    ends[index] = end;
  }
  const things: { kind: string; weight: number; end: number }[] = [];
  const at = new Float64Array(sightings.length);
  const aspects = new Uint32Array(sightings.length);
  let last: string | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [index, row] of sightings.entries()) {
    if (row.thing !== last) things.push({ kind: row.kind, weight: row.weight, end: index });
    last = row.thing;
    at[index] = row.at;
    aspects[index] = row.aspects;
    latest = Math.max(latest, row.at);
    const thing = things[things.length - 1];
    if (thing) thing.end = index + 1;
  }
  return { practices: joined(parts, end), ends, things, at, aspects, latest };
}

/** Nothing is known of it. */
export const NOTHING: Kept = keep([], []);

/** The practices of one aspect, not copied. */
export function practicesOf({ practices, ends }: Kept, aspect: AspectId): Practices {
  const index = INDEX.get(aspect) ?? 0;
  const [from, end] = [ends[index - 1] ?? 0, ends[index] ?? 0];
  return {
    length: end - from,
    at: practices.at.subarray(from, end),
    output: practices.output.subarray(from, end),
    automation: practices.automation.subarray(from, end),
    declared: practices.declared.subarray(from, end),
  };
}

/** Things with their sightings, as coverage is derived from. */
export function thingsKept({ things, at, aspects }: Kept): ThingHistory[] {
  let from = 0;
  return things.map(({ kind, weight, end }) => {
    const sightings: ThingHistory['sightings'] = [];
    for (; from < end; from += 1) sightings.push({ at: at[from] ?? 0, aspects: aspects[from] ?? 0 });
    return { kind, weight, sightings };
  });
}

const INDEX = new Map<string, number>(ASPECTS.map((aspect, index) => [aspect, index]));

function joined(parts: readonly Practices[], length: number): Practices {
  const all = {
    length,
    at: new Float64Array(length),
    output: new Uint8Array(length),
    automation: new Uint8Array(length),
    declared: new Uint8Array(length),
  };
  let from = 0;
  for (const part of parts) {
    all.at.set(part.at, from);
    all.output.set(part.output, from);
    all.automation.set(part.automation, from);
    all.declared.set(part.declared, from);
    from += part.length;
  }
  return all;
}
