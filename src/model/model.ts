import type { AspectId, Language, Level, Output } from '../records/words.ts';

/** The maturity model as read from `model/`: everything the levels, pages and reports need to know. */
export interface Model {
  /** Names the set of numbers and words, e.g. `1.0.0`; every published score carries it. */
  version: string;
  /** Names of the overrides that a user's own folder made; empty for the standard model. */
  overrides: readonly string[];
  /** What its words are written in; its numbers are the same in every language. */
  language: Language;
  /** In the model's order, always all 15. */
  aspects: readonly Aspect[];
  levels: readonly LevelRule[];
  coverage: CoverageRule;
  outputs: readonly OutputWord[];
  criticality: readonly CriticalityRule[];
  production: ProductionRule;
  /** In the order in which they are to be tried. */
  responses: readonly Response[];
  frameworks: readonly Framework[];
  /** Which aspects frameworks touch, with their references. */
  crosswalk: readonly Crosswalk[];
}

export interface Aspect {
  id: AspectId;
  /** 1 to 15. */
  number: number;
  title: string;
  /** One sentence: what it is for. */
  summary: string;
  threats: readonly Threat[];
  solutions: readonly Solution[];
  advice: readonly Advice[];
  /** Aspects it needs; where it stands above one of them, coverage is missing. */
  buildsOn: readonly AspectId[];
  coverage: AspectCoverage;
  /** What people should do first, by the level they want to leave: 1 to 4. */
  steps: Readonly<Record<'1' | '2' | '3' | '4', string>>;
}

export interface Threat {
  id: string;
  text: string;
}

export interface Solution {
  /** Kebab-case, unique over all aspects unless the seed names the same tool again. */
  id: string;
  name: string;
  /** The address as the seed gives it; absent for practices that have none. */
  url?: string;
  openSource: boolean;
  kind: 'tool' | 'service' | 'platform' | 'documentation' | 'list' | 'practice';
  /** Heading under which the seed groups it, e.g. `Docker images`. */
  group?: string;
  /** What became of it: active, renamed, archived, ended ... in a few words, with its successor. */
  today: string;
  response: ResponseId;
}

export interface Advice {
  /** `<aspect>.<name>`, e.g. `cicd.avoid-shell`: checks name the advice they enforce by it. */
  id: string;
  text: string;
  links?: readonly string[];
}

/** Share of known things that fresh evidence reaches. */
export interface AspectCoverage {
  /** What is counted, in words: `repositories whose pipeline ran ÷ repositories`. */
  words: string;
  /** Kinds of thing that make up the denominator. */
  known: readonly ThingKind[];
  /** Count only things that fresh evidence of this aspect reaches (alerts: only what is heard from). */
  knownBy?: AspectId;
  /** Each thing counts one, or its amount of money. */
  weight: 'one' | 'amount';
  /** What proves the other part of a reached thing (a backup that was restored); without it `otherwise` counts. */
  proof?: {
    /** In words: `restored within 95 days`. */
    words: string;
    freshDays: number;
    /** Part of a reached thing that counts without the proof, 0 to 1. */
    otherwise: number;
  };
}

/** Resource types, and the other things that coverage counts. */
export type ThingKind =
  | import('../records/record.ts').ResourceType
  | 'spend'
  | 'threat'
  | 'alert-rule'
  | 'finding-kind';

/** One rung of the level rule (DESIGN: the level rule). Level 1 has no rule: it is what is left. */
export interface LevelRule {
  level: Level;
  title: string;
  /** Weakest automation that counts. */
  automation: 'manual' | 'semi' | 'full';
  /** Every one of these needs its own unbroken run; empty: any practice counts, in one run. */
  outputs: readonly Output[];
  /** Practices that are only declared count (level 2). */
  declaredCounts: boolean;
  /** A practice is fresh for this many days. */
  freshDays: number;
  /** The practice must have been fresh without a break for this many days. */
  sustainedDays: number;
  /** Least share of known things reached; absent where the rung has no coverage condition. */
  coverage?: number;
}

export interface CoverageRule {
  /** A thing stays known for this many days after it was last seen. */
  knownDays: number;
  /** Evidence handed in later than this many days after it happened is `semi` at most. */
  lateDays: number;
}

export interface OutputWord {
  id: Output;
  title: string;
  text: string;
}

export type CriticalityId = 'high' | 'medium' | 'low';
export interface CriticalityRule {
  pii: boolean;
  public: boolean;
  criticality: CriticalityId;
}

export interface ProductionRule {
  public: boolean;
  pii: boolean;
  /** A system that costs more than this is a production system. */
  monthlyCost: { amount: number; currency: string };
}

export type ResponseId = 'use' | 'ask' | 'buy' | 'train' | 'hire';
export interface Response {
  id: ResponseId;
  title: string;
  text: string;
}

/** The aspects that a framework touches. */
export interface Crosswalk {
  id: string;
  title: string;
  /** Edition whose numbering the references follow. */
  version: string;
  url: string;
  text: string;
  references: readonly { id: AspectId; controls: readonly { id: string; title: string }[] }[];
}

export interface Framework {
  id: string;
  title: string;
  url: string;
  text: string;
}
