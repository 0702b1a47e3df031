import type { Instant } from '../records/instant.ts';
import type { AspectId, Level } from '../records/words.ts';

/** How a gap is answered: use what is there, ask for help, buy, train or hire. */
export const RESPONSES = ['use', 'ask', 'buy', 'train', 'hire'] as const;
export type Response = (typeof RESPONSES)[number];

/** What somebody will do so that a system reaches a level. Nobody ticks it off: it is done when the level is derived. */
export interface PlanRow {
  id: string;
  system: string;
  aspect: AspectId;
  /** The level that it is to reach. */
  target: Level;
  response: Response;
  /** Who does it, as people write it. */
  owner: string;
  /** End of the day by which it is due. */
  due: Instant | undefined;
  note: string;
  created: Instant;
  /** Who planned it. */
  by: string;
  /** When it was given up; undefined while it holds. */
  dropped: Instant | undefined;
}

/** A walk through the aspects with the people of one system in one room. */
export interface WorkshopRow {
  id: string;
  system: string;
  begun: Instant;
  /** When its last page was signed; undefined while it goes on. */
  ended: Instant | undefined;
  /** Who began it. */
  by: string;
  /** Grows with each change, so that two who write at once are told. */
  version: number;
  /** People, answers and what was agreed, as JSON. */
  data: string;
}

/** Someone outside who keeps the log's checkpoints. */
export interface WitnessRow {
  id: string;
  name: string;
  kind: 'git' | 'webhook' | 'assay';
  /** Where it is: an address, or the path of a repository on this server. */
  target: string;
  /** `name+id+key` that its countersignatures are checked with; of another Assay only. */
  verifier: string | undefined;
  created: Instant;
  /** What was last handed to it, and what it answered, as JSON; undefined before the first time. */
  state: string | undefined;
}

/** Somebody asks that an aspect does not count for a system. It counts for nothing until somebody else agrees. */
export interface ExemptionRequestRow {
  /** Of the exemption too, once it is approved. */
  id: string;
  system: string;
  aspect: AspectId;
  reason: string;
  /** When the exemption is to end. */
  until: Instant;
  asked: Instant;
  /** Id of who asks. */
  asker: string;
  /** Name of who asks. */
  by: string;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn';
  decided: Instant | undefined;
  /** Id and name of who decided. */
  decider: string | undefined;
  decidedBy: string | undefined;
  /** What whoever decided says to it. */
  answer: string;
}

/** Who answers for a system: those who own it, and the engineers who support it. */
export interface ContactRow {
  system: string;
  kind: 'owner' | 'support';
  name: string;
  /** How to reach them, as people write it. */
  reach: string | undefined;
}

export interface PlanningReader {
  /** In the order given, owners first; of one system, or of all. */
  contacts(system?: string): Promise<ContactRow[]>;
  /** Owners that the things of a system name (by tags, mostly), those of most things first. */
  ownersNamed(system: string): Promise<{ name: string; things: number }[]>;
  /** Newest first. */
  exemptionRequests(): Promise<ExemptionRequestRow[]>;
  /** Oldest first. */
  plans(): Promise<PlanRow[]>;
  /** Newest first; of one system, or of all. */
  workshops(system?: string): Promise<WorkshopRow[]>;
  /** By name. */
  witnesses(): Promise<WitnessRow[]>;
}

export interface PlanningWriter {
  /** Replaces all of a system. */
  putContacts(system: string, rows: readonly Omit<ContactRow, 'system'>[]): Promise<void>;
  /** Inserts, or keeps by id what was decided. */
  putExemptionRequest(row: ExemptionRequestRow): Promise<void>;
  /** Inserts, or replaces by id. */
  putPlan(row: PlanRow): Promise<void>;
  /** Inserts, or replaces by id. */
  putWorkshop(row: WorkshopRow): Promise<void>;
  /** @returns false where there is none */
  removeWorkshop(id: string): Promise<boolean>;
  /** Inserts, or replaces by id. */
  putWitness(row: WitnessRow): Promise<void>;
  /** @returns false where there is none */
  removeWitness(id: string): Promise<boolean>;
}
