import type { Instant } from '../records/instant.ts';
import type { Level, Output } from '../records/words.ts';

/**
 * The practices of one (system, aspect) in columns, ordered by `at`. Columns, because a portfolio's history
 * is millions of practices and each is read once.
 */
export interface Practices {
  readonly length: number;
  /** Instants, ascending. */
  readonly at: Float64Array;
  /** Index into OUTPUTS. */
  readonly output: Uint8Array;
  /** Index into AUTOMATIONS. */
  readonly automation: Uint8Array;
  /** 1 where the practice is only declared, else 0. */
  readonly declared: Uint8Array;
}

/** Coverage from `from` until the next step: reached and known weights. Known 0 means unknown. */
export interface CoverageStep {
  from: Instant;
  reached: number;
  known: number;
}

/** Coverage over time, one row of steps (ascending) for each freshness in days that the model's rungs use. */
export type CoverageHistory = ReadonlyMap<number, readonly CoverageStep[]>;

/** The aspect does not apply to the system over [from, until). */
export interface Exemption {
  from: Instant;
  until: Instant;
  reason: string;
  approver: string;
}

/** Everything that the level of one (system, aspect) is derived from. */
export interface History {
  practices: Practices;
  coverage: CoverageHistory;
  exemptions: readonly Exemption[];
}

/** A level over [from, until); the first starts at -Infinity, the last ends at Infinity. */
export interface Interval {
  from: Instant;
  until: Instant;
  level: Level;
  exempt: boolean;
}

/** Why a rung does not hold. */
export type Missing =
  /** No practice that counts is fresh for this output (or any output); do one to begin or to keep on. */
  | { kind: 'practice'; output?: Output | undefined }
  /** Fresh, but not for long enough yet: `since` the run began, `until` when it will have lasted W. */
  | { kind: 'time'; output?: Output | undefined; since: Instant; until: Instant }
  /** Too small a share is reached; share is undefined where the denominator is unknown. */
  | { kind: 'coverage'; share?: number | undefined; needed: number };

/** Where one (system, aspect) stands at an instant. */
export interface Standing {
  level: Level;
  exempt: boolean;
  /** When the present level began (Infinity-free: undefined where it always was). */
  since: Instant | undefined;
  /** When the level falls if nothing new arrives, and to what. Undefined at level 1. */
  lapse: { at: Instant; to: Level } | undefined;
  /** Latest practice at or before the instant. */
  latest: Instant | undefined;
  /** Share reached for the rung above (or for level 5's own rung), undefined where unknown. */
  coverage: number | undefined;
  /** The rung above: what is missing, and the earliest instant it can be reached. Undefined at level 5. */
  next: { level: Level; missing: readonly Missing[]; earliest: Instant | undefined } | undefined;
}
