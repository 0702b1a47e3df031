import type { Instant } from '../records/instant.ts';
import type { Key } from '../records/key.ts';
import type { AspectId, Severity } from '../records/words.ts';
import type { AccountReader, AccountWriter, AuditRow } from './accounts.ts';
import type { Jobs, NewJob } from './jobs.ts';
import type { ListReader } from './lists.ts';
import type { PlanningReader, PlanningWriter } from './planning.ts';
import type {
  AttributionRow,
  Behind,
  ClaimRow,
  ContentRow,
  CostRow,
  DocumentRow,
  DumpRow,
  EvidenceRow,
  ExemptionRow,
  Finding,
  Forgotten,
  LeafRow,
  MapRow,
  ObservedExposure,
  OrganizationRow,
  Page,
  Paged,
  PracticeRow,
  RecordRow,
  RefusalRow,
  ResultRow,
  SightingRow,
  StatementRow,
  SubscriptionRow,
  SystemRow,
  TeamRow,
  ThingRow,
  ThingSightingRow,
  WebhookRow,
} from './rows.ts';

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
