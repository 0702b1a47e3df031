import type { Instant } from '../records/instant.ts';
import type { Key } from '../records/key.ts';
import type { Origin } from '../records/origin.ts';
import type { RecordKind, ResultStatus } from '../records/record.ts';
import type { Place, RefusalCode } from '../records/refusal.ts';
import type { AspectId, Automation, Output, Severity } from '../records/words.ts';

/* What is kept, a row at a time, and pages of it. How it is asked for and written: `store.ts`. */

/** A row of an organization as it leaves one store and enters another. */
export interface DumpRow {
  table: string;
  row: Readonly<Record<string, unknown>>;
}

/** One thing that was looked at, and what is wrong with it; nothing where `wrong` is empty. */
export interface Finding {
  check: string;
  wrong: readonly string[];
}

export interface OrganizationRow {
  id: string;
  name: string;
  /** IANA zone in which days and weeks are shown. */
  timeZone: string;
  created: Instant;
  /** Made by `assay demo`, to be removed again by one command. */
  example: boolean;
}

export interface TeamRow {
  id: string;
  name: string;
}

export interface SystemRow {
  /** Kebab-case of the name, unique in the organization. */
  id: string;
  name: string;
  team: string | undefined;
  created: Instant;
  /** As people declare it; undefined where nobody said. */
  pii: boolean | undefined;
  public: boolean | undefined;
  monthlyCost: number | undefined;
}

/** Gives what matches a key pattern to a system. `*` matches any run of characters. First match by order. */
export interface AttributionRow {
  id: string;
  order: number;
  pattern: string;
  system: string;
}

/** A saved map of columns (adapters/csvmap), by the name that people gave it. */
export interface MapRow {
  /** Kebab-case of the name, unique in the organization. */
  id: string;
  name: string;
  /** The map document as it was handed in. */
  text: string;
  created: Instant;
}

/** An address at which a tool hands documents in, signed. */
export interface WebhookRow {
  /** Random; part of the address. */
  id: string;
  name: string;
  /** Id of the system that it speaks of; by attribution rules where undefined. */
  system: string | undefined;
  /** Id of the map that its documents are read with; recognised where undefined. */
  map: string | undefined;
  created: Instant;
}

/** A leaf of the organization's log (`ledger/`). */
export interface LeafRow {
  /** The first is 0. */
  index: number;
  /** 32 bytes. */
  hash: Uint8Array;
  /** What it says, canonical; undefined once it was erased. */
  data: string | undefined;
  /** The document that it is about, where it is about one. */
  document: string | undefined;
}

/** Where Assay tells another service of what happened. */
export interface SubscriptionRow {
  id: string;
  name: string;
  url: string;
  /** Types of events; empty: all. */
  events: readonly string[];
  /** Which of its secrets is in force, counted from 1. */
  secret: number;
  /** When the secret before it was replaced. */
  rotated: Instant | undefined;
  enabled: boolean;
  created: Instant;
}

export interface ExemptionRow {
  id: string;
  system: string;
  aspect: AspectId;
  from: Instant;
  until: Instant;
  reason: string;
  approver: string;
  learned: Instant;
}

/** The bytes that came in, and what was made of them. */
export interface DocumentRow {
  /** SHA-256 of the bytes; where a map read them, `+` and its digest follow. */
  sha256: string;
  name: string;
  bytes: number;
  adapter: string;
  tool: string;
  toolVersion: string | undefined;
  /** When it happened: the first envelope's time, or the caller's. */
  at: Instant | undefined;
  /** When Assay learned of it. */
  learned: Instant;
  origin: Origin;
  /** Records read, by kind. */
  records: Partial<Record<RecordKind, number>>;
  findings: number;
  problems: { where: string; why: string }[];
  problemCount: number;
}

export interface RefusalRow {
  id: string;
  name: string;
  sha256: string | undefined;
  at: Instant;
  code: RefusalCode;
  why: string;
  place: Place;
  next: string;
  origin: Origin;
}

/** What a document says, whatever its layout, and how it came in. */
export interface ContentRow {
  document: string;
  /** Digest of what was read from it; the same in every layout and order of its entries. */
  digest: string;
  /** The first document that said the same, where there was one before. */
  same: string | undefined;
  /** It does not say when it happened: whoever handed it in did. */
  undated: boolean;
  /** How far the clock stood behind what it had said before, in milliseconds; 0 where it did not. */
  behind: number;
}

/** One append-only statement: this document shows that this practice happened then. */
export interface EvidenceRow {
  document: string;
  /** Order inside the document, from 0. With `document` it is the key. */
  ordinal: number;
  /** Undefined: no rule attributes it (unowned). */
  system: string | undefined;
  aspect: AspectId;
  output: Output;
  automation: Automation;
  declared: boolean;
  at: Instant;
  learned: Instant;
  /** The subject's thing, where there is one. */
  thing: string | undefined;
  reference: string | undefined;
  note: string | undefined;
}

/** Something that coverage counts: a resource, or spend, a threat, an alert rule, a kind of finding. */
export interface ThingRow {
  id: string;
  /** ThingKind of `model/model.ts`. */
  kind: string;
  name: string;
  /** The system that it was first attributed to; what a sighting counts for is the sighting's own. */
  system: string | undefined;
  account: Key | undefined;
  owner: string | undefined;
  public: boolean | undefined;
  pii: boolean | undefined;
  /** 1, or money. */
  weight: number;
  firstSeen: Instant;
  lastSeen: Instant;
}

/**
 * A thing was seen at a time, for a system (one account can serve several); bit i of `aspects` says that the
 * sighting reaches ASPECTS[i]. Key: thing, system, at, document (undefined system: unowned).
 */
export interface SightingRow {
  thing: string;
  system: string | undefined;
  at: Instant;
  document: string;
  learned: Instant;
  aspects: number;
}

export interface ResultRow {
  /** Stable over runs of the same tool; the key. */
  fingerprint: string;
  system: string | undefined;
  aspect: AspectId;
  adapter: string;
  tool: string;
  rule: string;
  title: string | undefined;
  status: ResultStatus;
  severity: Severity;
  toolSeverity: string | undefined;
  thing: string | undefined;
  location: string | undefined;
  message: string | undefined;
  /** First and latest time it was seen in this or any status. */
  firstSeen: Instant;
  lastSeen: Instant;
  /** When it began to fail, where it fails now. */
  openSince: Instant | undefined;
  /** The document that last spoke of it. */
  document: string;
  /**
   * What is stated, without the tool, where other tools state the same (a known vulnerability in a package):
   * of one thing they are one finding with several sources. Undefined where only this tool can state it.
   */
  statement: string | undefined;
}

/** A thing was called by a key that can move to another one, at an instant. */
export interface ClaimRow {
  key: Key;
  thing: string;
  at: Instant;
}

export interface CostRow {
  document: string;
  ordinal: number;
  system: string | undefined;
  amount: number;
  currency: string;
  from: Instant;
  until: Instant;
  account: Key | undefined;
  service: string | undefined;
  thing: string | undefined;
  owner: string | undefined;
}

/** Identity, component, event, rule, plan: what was read, as read; `data` is the record as JSON. */
export interface RecordRow {
  document: string;
  ordinal: number;
  kind: 'identity' | 'component' | 'event' | 'rule' | 'plan';
  system: string | undefined;
  thing: string | undefined;
  at: Instant;
  name: string;
  data: unknown;
}

/** What a system shows of itself in its records. */
export interface ObservedExposure {
  system: string;
  public: boolean | undefined;
  pii: boolean | undefined;
  /** Sum over the 30 days up to the latest charge, by currency. */
  monthlyCost: { amount: number; currency: string }[];
}

export interface Page {
  /** 1 to 10,000. */
  limit: number;
  /** Opaque, from the previous page's `next`. */
  after?: string;
}

export interface Paged<Row> {
  rows: Row[];
  next: string | undefined;
}

/** The document behind a statement. */
export interface Behind {
  documentName: string;
  adapter: string;
  origin: Origin;
  /** Records read, by kind. */
  records: Partial<Record<RecordKind, number>>;
  /** Undefined for what came in before Assay kept it. */
  content: Omit<ContentRow, 'document' | 'digest'> | undefined;
}

/** The narrow row that derivation reads by the million. */
export interface PracticeRow {
  system: string;
  aspect: AspectId;
  output: Output;
  automation: Automation;
  declared: boolean;
  at: Instant;
}

export interface ThingSightingRow {
  /** The sighting's, not the thing's. */
  system: string;
  thing: string;
  kind: string;
  weight: number;
  at: Instant;
  aspects: number;
}

/** A statement, as compacting looks at it. */
export type StatementRow = Pick<
  EvidenceRow,
  'document' | 'system' | 'aspect' | 'output' | 'automation' | 'declared' | 'at' | 'learned'
>;

/** How many rows were deleted. */
export interface Forgotten {
  refusals: number;
  findings: number;
  costs: number;
  records: number;
}
