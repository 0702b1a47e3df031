import type { Instant } from '../records/instant.ts';
import type { Key } from '../records/key.ts';
import type { Origin } from '../records/origin.ts';
import type { RecordKind, ResultStatus } from '../records/record.ts';
import type { Place, RefusalCode } from '../records/refusal.ts';
import type { AspectId, Automation, Output, Severity } from '../records/words.ts';
import type { AccountReader, AccountWriter, AuditRow } from './accounts.ts';
import type { Jobs, NewJob } from './jobs.ts';
import type { ListReader } from './lists.ts';
import type { PlanningReader, PlanningWriter } from './planning.ts';

/**
 * What Assay keeps, behind one interface: SQLite in a data folder, or PostgreSQL. Every row belongs to one
 * organization, whose id leads every key. Evidence is append-only.
 */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  organizations(): Promise<OrganizationRow[]>;
  /** Counts that are kept up as rows come in, of each organization by id: cheap at any size. */
  kept(): Promise<{ organization: string; documents: number; evidence: number }[]>;
  /** Reads of one organization, each consistent in itself. */
  reader(organization: string): Reader;
  /**
   * Runs `work` in one write transaction: all of it, or, if it or any call of its writer throws, none of it.
   * Writers of other processes wait for their turn. Not inside another write.
   * @throws Refusal `not-found` where the organization is not there at the end, `store` where the disk is
   *   full, another process writes for too long, or the database is lost
   */
  write<T>(organization: string, work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Removes an organization and everything it holds, in one transaction. */
  removeOrganization(organization: string): Promise<void>;
  /** Reads of people and of what lets them and machines in. */
  accounts(): AccountReader;
  /** Changes to these in one transaction. Not inside another write. */
  writeAccounts<T>(work: (writer: AccountWriter) => Promise<T>): Promise<T>;
  readonly jobs: Jobs;
  /**
   * Gives every row of an organization as it is at one moment, in the same order from every store; not its
   * members, tokens and jobs. Writers wait meanwhile.
   * @throws Refusal `not-found`
   */
  dump(organization: string, take: (row: DumpRow) => Promise<void>): Promise<void>;
  /**
   * Takes in what `dump` gave, all or nothing.
   * @throws Refusal `conflict` where there is such an organization already
   */
  load(organization: string, rows: AsyncIterable<DumpRow>): Promise<void>;
  /** Looks for what cannot be right: in the files, and in what is written in them. */
  examine(): Promise<Finding[]>;
  /** Does what the database wants done once a day; beside everything else, and as often as anyone likes. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

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

export interface Reader extends ListReader, PlanningReader {
  organization(): Promise<OrganizationRow | undefined>;
  teams(): Promise<TeamRow[]>;
  /** By id; all, or these. */
  systems(only?: readonly string[]): Promise<SystemRow[]>;
  attributions(): Promise<AttributionRow[]>;
  exemptions(): Promise<ExemptionRow[]>;
  /** By id. */
  maps(): Promise<MapRow[]>;
  /** By name. */
  webhooks(): Promise<WebhookRow[]>;
  /** By name. */
  subscriptions(): Promise<SubscriptionRow[]>;
  /** Small state that was noted under a name, or undefined. */
  note(name: string): Promise<string | undefined>;
  /** Leaves in the log. */
  logSize(): Promise<number>;
  /** A tile as it is stored: hashes of 32 bytes, at most 256. */
  logTile(level: number, index: number): Promise<Uint8Array | undefined>;
  /** In the log's order, from an index on. */
  leaves(from: number, limit: number): Promise<LeafRow[]>;
  /** The leaf that says that this document came in. */
  leafOf(document: string): Promise<LeafRow | undefined>;
  /** What a document showed, in its order. */
  evidenceOf(document: string): Promise<EvidenceRow[]>;
  /** Documents of which a system has evidence in these aspects, learned until then. */
  documentsBehind(filter: {
    system: string;
    aspects: readonly AspectId[];
    known: Instant;
  }): Promise<string[]>;
  document(sha256: string): Promise<DocumentRow | undefined>;
  /** What documents of these bytes are known by, whichever maps read them. */
  readingsOf(sha256: string): Promise<string[]>;
  /** The first document that said this (`ContentRow.digest`), and when the newest of all came in. */
  before(digest: string): Promise<{ same: string | undefined; newest: Instant | undefined }>;
  /** Newest learned first. */
  documents(page: Page): Promise<Paged<DocumentRow>>;
  refusals(page: Page): Promise<Paged<RefusalRow>>;
  /**
   * What levels are made of: attributed evidence with learned <= `known`, ordered by system, aspect, at.
   * All systems, one, or some.
   */
  practices(filter: { known: Instant; system?: string | readonly string[] }): Promise<PracticeRow[]>;
  /** What coverage is made of, with learned <= `known`, ordered by system, thing, at. */
  sightings(filter: { known: Instant; system?: string | readonly string[] }): Promise<ThingSightingRow[]>;
  /** Evidence of one system, of some, or of nobody (`null`), newest first. */
  evidence(
    filter: { system: string | readonly string[] | null; aspect?: AspectId; known?: Instant },
    page: Page,
  ): Promise<Paged<EvidenceRow & Behind>>;
  /**
   * Open ones: the worst first, of these the oldest; what several tools state of a thing is one finding, with
   * the tools as `sources`. All (`open` absent), or those that do not fail: by fingerprint, each tool's own.
   */
  findings(
    filter: { system?: string | null; aspect?: AspectId; open?: boolean },
    page: Page,
  ): Promise<Paged<ResultRow & { thingName: string | undefined; sources: string[] }>>;
  /** Open findings for each system, aspect and severity; of all systems and of none, or of these systems. */
  findingCounts(
    only?: readonly string[],
  ): Promise<{ system: string | undefined; aspect: AspectId; severity: Severity; count: number }[]>;
  /** By id, each with the keys and facts of everything that counts as it now. */
  things(
    filter: { system?: string | null; kind?: string },
    page: Page,
  ): Promise<Paged<ThingRow & { keys: Key[] }>>;
  /** Of all systems, or of these. */
  observed(only?: readonly string[]): Promise<ObservedExposure[]>;
  /**
   * Things of these kinds that were seen for a system after an instant and were first given to another one: how
   * many of which.
   */
  movedThings(filter: {
    system: string;
    kinds: readonly string[];
    from: Instant;
    known: Instant;
  }): Promise<{ system: string; things: number }[]>;
  counts(): Promise<{
    documents: number;
    refusals: number;
    evidence: number;
    unowned: { evidence: number; things: number; results: number };
  }>;
  thingsByKeys(keys: readonly Key[]): Promise<Map<Key, ThingRow>>;
  /** The things that claim these names now. */
  claimants(keys: readonly Key[]): Promise<Map<Key, ThingRow>>;
  /** Grows with every committed write of the organization: caches compare it. */
  revision(): Promise<number>;
  /**
   * Systems of which something that scores are made of was written after a revision: their own row, exemptions,
   * evidence, sightings, what is known of the things that were sighted, findings, costs. Undefined: any of them,
   * and those that are not there any more.
   */
  changedSince(revision: number): Promise<string[] | undefined>;
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

export interface Writer extends Reader, PlanningWriter {
  putOrganization(row: OrganizationRow): Promise<void>;
  putTeam(row: TeamRow): Promise<void>;
  putSystem(row: SystemRow): Promise<void>;
  putAttribution(row: AttributionRow): Promise<void>;
  putExemption(row: ExemptionRow): Promise<void>;
  putMap(row: MapRow): Promise<void>;
  /** @returns false where there is none */
  removeMap(id: string): Promise<boolean>;
  putWebhook(row: WebhookRow): Promise<void>;
  /** @returns false where there is none */
  removeWebhook(id: string): Promise<boolean>;
  /** Leaves behind the last one, and the tiles that they change. */
  appendLog(
    leaves: readonly LeafRow[],
    tiles: readonly { level: number; index: number; hashes: Uint8Array }[],
  ): Promise<void>;
  /** Forgets what the leaf of a document says. @returns false where there is none */
  eraseLeaf(document: string): Promise<boolean>;
  putSubscription(row: SubscriptionRow): Promise<void>;
  /** @returns false where there is none */
  removeSubscription(id: string): Promise<boolean>;
  putNote(name: string, value: string): Promise<void>;
  /** Who changed what, in the transaction of the change. */
  addAudit(row: AuditRow): Promise<void>;
  /** Work that begins once this is committed. */
  addJob(row: Omit<NewJob, 'organization'>): Promise<void>;
  /** @returns false where there is none */
  removeTeam(id: string): Promise<boolean>;
  /**
   * Takes a system away, with who answers for it and the rules that give to it.
   * @returns false, and changes nothing, where there is none or something is known or planned of it
   */
  removeSystem(id: string): Promise<boolean>;
  /** @returns false where there is none */
  removeAttribution(id: string): Promise<boolean>;
  /** @returns false, and writes nothing, where the same document was accepted before. */
  addDocument(row: DocumentRow): Promise<boolean>;
  /** The counts of a document, known only once it has been read to its end. Once; it never changes after. */
  finishDocument(row: DocumentRow): Promise<void>;
  /** Once for each document; it never changes after. */
  addContent(row: ContentRow): Promise<void>;
  addRefusal(row: RefusalRow): Promise<void>;
  addEvidence(rows: readonly EvidenceRow[]): Promise<void>;
  /** Inserts or merges by id: seen widens, known facts replace unknown ones, true wins over false. */
  putThings(rows: readonly ThingRow[], keys: readonly { key: Key; thing: string }[]): Promise<void>;
  /**
   * One thing after all: moves keys, sightings, results, costs and records of `from` to `into`, and what is
   * known of it where `into` does not know. Evidence stays as written; reading it gives `into`. Rows for `from`
   * that come later in the same write count for `into`.
   */
  mergeThings(from: string, into: string): Promise<void>;
  /**
   * Names that things were called by. What is known by such a name alone counts, at each instant, as the thing
   * that claimed it latest then; before the first claim, as the first to claim it. In any order the same.
   */
  putClaims(rows: readonly ClaimRow[]): Promise<void>;
  /** On the same thing, instant and document the aspects are united. */
  addSightings(rows: readonly SightingRow[]): Promise<void>;
  /**
   * Unites sightings with what is stored; the order in which they come does not matter. The latest says what
   * the result is (at one instant the worse status); it is open since the first failure after it last passed.
   */
  putResults(rows: readonly ResultRow[]): Promise<void>;
  /**
   * A full run that no longer contains them: results of this adapter and tool on these things that were
   * last seen before `at` and fail become `pass`. @returns how many. Remembered, so that older failures which
   * come in later do not open them again.
   */
  closeResults(filter: {
    adapter: string;
    tool: string;
    things: readonly string[];
    at: Instant;
    document: string;
  }): Promise<number>;
  /** What this write opened and closed so far: the first hundred of each, and how many. */
  findingChanges(): Promise<{
    opened: readonly ResultRow[];
    closed: readonly (ResultRow & { opened: Instant })[];
    openedCount: number;
    closedCount: number;
  }>;
  addCosts(rows: readonly CostRow[]): Promise<void>;
  addRecords(rows: readonly RecordRow[]): Promise<void>;
  /** Gives every statement that is kept, ordered by system, aspect and `at`. */
  statements(take: (row: StatementRow) => void): Promise<void>;
  /**
   * Forgets what these documents stated, and nothing else of them: the one way in which evidence goes. The caller
   * knows that no level needs it, and writes it to the log. @returns how many statements
   */
  compact(documents: readonly string[]): Promise<number>;
  /**
   * Forgets what a document stated and what was read from it, by request; that it was there stays. What its leaf
   * says is erased with `eraseLeaf`.
   */
  eraseContent(document: string): Promise<void>;
  /**
   * Deletes what ended before and no level, score or proof is made of: refusals, findings that were closed,
   * charges from which no month's cost is told, and records as they were read.
   */
  forgetOld(before: Instant): Promise<Forgotten>;
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
