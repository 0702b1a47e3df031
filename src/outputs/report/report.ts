import type { CriticalityId } from '../../model/model.ts';
import type { AspectId, Level } from '../../records/words.ts';
import type { PlanState } from '../plan/progress.ts';
import type { InstantText } from '../scorecard/scorecard.ts';

/** What a report is about. */
export type ReportScope =
  | { kind: 'portfolio' }
  /** A team, by its id. */
  | { kind: 'team'; id: string }
  /** A system, by its id. */
  | { kind: 'system'; id: string };

/** Levels of an aspect at both dates. */
export interface ReportAspect {
  id: AspectId;
  level: Level;
  /** At the date that it is compared with. */
  before: Level;
  exempt: boolean;
  /** Why the level is what it is, in a sentence. */
  reason: string;
  /** What to do next, in a sentence. */
  next: string;
  lapses: InstantText | null;
}

export interface ReportSystem {
  id: string;
  name: string;
  team: string | null;
  criticality: CriticalityId | null;
  production: boolean | null;
  /** 15 to 75; null where every aspect is exempt. */
  score: number | null;
  before: number | null;
  /** ln of what is compared now over what was then: exempt aspects count as they stand. */
  growth: number | null;
  openFindings: number;
  aspects: ReportAspect[];
}

/** A level that rose or fell between the dates. */
export interface ReportChange {
  system: string;
  systemName: string;
  aspect: AspectId;
  from: Level;
  to: Level;
  at: InstantText;
  /** Why, in a sentence, as it was known on that day. */
  why: string;
}

/** A level that falls if nothing new arrives. */
export type ReportLapse = Omit<ReportChange, 'why'>;

/** A score at one date, compared with another: for a system, a team, or all. */
export interface Report {
  scope: ReportScope;
  /** Of the system, the team, or the organization. */
  title: string;
  organization: string;
  at: InstantText;
  compare: InstantText;
  /** The model that made both scores. */
  model: { version: string; overrides: string[] };
  average: { now: number | null; before: number | null };
  growth: number | null;
  openFindings: number;
  systems: ReportSystem[];
  /** Latest first. */
  changes: ReportChange[];
  /** Within 31 days, soonest first. */
  lapses: ReportLapse[];
  /** The steps most worth doing, one a system. */
  steps: { system: string; systemName: string; aspect: AspectId; step: string }[];
  plans: {
    system: string;
    systemName: string;
    aspect: AspectId;
    level: Level;
    target: Level;
    owner: string;
    due: InstantText | null;
    state: PlanState;
  }[];
  exemptions: {
    system: string;
    systemName: string;
    aspect: AspectId;
    until: InstantText;
    approver: string;
    reason: string;
  }[];
}
