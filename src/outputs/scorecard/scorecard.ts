import type { Missing } from '../../derive/history.ts';
import type { CriticalityId } from '../../model/model.ts';
import type { AspectId, Level } from '../../records/words.ts';

/** An instant as RFC 3339 in UTC; what leaves Assay is text that people and other tools read alike. */
export type InstantText = string;

/** Where one aspect of a system stands. The JSON of `scan`, `score`, and the API. */
export interface AspectScore {
  id: AspectId;
  level: Level;
  /** When the present level began; null where it always was (level 1 without evidence). */
  since: InstantText | null;
  /** When the level falls if nothing new arrives; null at level 1. */
  lapses: InstantText | null;
  /** The level it then falls to. */
  lapsesTo: Level | null;
  /** Why the level is what it is, in one sentence. */
  reason: string;
  /** What to do next for the rung above (at level 5: to keep it), in one sentence. */
  next: string;
  nextLevel: Level | null;
  /** Earliest instant at which the rung above can be reached. */
  earliest: InstantText | null;
  missing: Missing[];
  /** Share of known things that fresh evidence reaches, for the rung above; null where unknown. */
  coverage: number | null;
  latest: InstantText | null;
  exempt: boolean;
  /** Aspects that it builds on and stands above: missing coverage. */
  missingCoverage: AspectId[];
}

/** What was declared against what the records show, and what follows. */
export interface Exposure {
  criticality: CriticalityId | null;
  production: boolean | null;
  pii: { declared: boolean | null; observed: boolean | null };
  public: { declared: boolean | null; observed: boolean | null };
  monthlyCost: { declared: number | null; observed: number | null; currency: string };
  /** One sentence each where declared and observed disagree, or where something is not known. */
  notes: string[];
}

export interface SystemScore {
  id: string;
  name: string;
  team: string | null;
  /** 15 to 75; null where every aspect is exempt. */
  score: number | null;
  of: 75;
  /** What is compared with other systems and moments: exempt aspects count as they stand, 15 to 75. */
  compared: number;
  /** How many of the 15 aspects are exempt. */
  exempt: number;
  aspects: AspectScore[];
  exposure: Exposure;
  /** ln(compared now / compared a quarter ago), and that earlier one. */
  growth: { since: InstantText; from: number; value: number | null };
  openFindings: number;
  /** The next lapse of all aspects. */
  lapsesNext: { aspect: AspectId; at: InstantText; from: Level; to: Level } | null;
}

/** A scorecard of one or many systems at an instant, as known at another. */
export interface Scorecard {
  organization: string;
  at: InstantText;
  known: InstantText;
  /** The model version that made it, and the overrides it was made with. */
  model: { version: string; overrides: string[] };
  systems: SystemScore[];
  /** System ids, most in need of help first, with the one step worth doing. */
  focus: { system: string; aspect: AspectId; step: string }[];
}
