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

export interface PlanningReader {
  /** Oldest first. */
  plans(): Promise<PlanRow[]>;
  /** Newest first; of one system, or of all. */
  workshops(system?: string): Promise<WorkshopRow[]>;
  /** By name. */
  witnesses(): Promise<WitnessRow[]>;
}

export interface PlanningWriter {
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
