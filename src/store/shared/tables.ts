import type { AccountTables } from './account-tables.ts';
import type { Flag, Maybe } from './columns.ts';
import type { PlanningTables } from './planning-tables.ts';
import type { ServiceTables } from './service-tables.ts';

/** Every table: those of evidence and its log here, the others beside. */
export interface Tables extends AccountTables, PlanningTables, ServiceTables {
  schema_version: { version: number };
  /** `revision`: where the next organization begins, so that one made again never repeats a revision. */
  store_state: { name: string; value: number };
  organization: {
    id: string;
    name: string;
    time_zone: string;
    created: number;
    example: Flag;
    /** Raised in every committed write. */
    revision: number;
    /** Only inside a transaction: 1 where it is removed, and all that is append-only may go; 2: evidence may. */
    removing: Flag | 2;
    /** Kept up by the writer: counting millions of rows for a page takes too long. */
    evidence: number;
    unowned_evidence: number;
    documents: number;
  };
  team: { organization: string; id: string; name: string };
  system: {
    organization: string;
    id: string;
    name: string;
    team: Maybe<string>;
    created: number;
    pii: Maybe<Flag>;
    public: Maybe<Flag>;
    monthly_cost: Maybe<number>;
  };
  attribution: { organization: string; id: string; position: number; pattern: string; system: string };
  exemption: {
    organization: string;
    id: string;
    system: string;
    aspect: string;
    begins: number;
    ends: number;
    reason: string;
    approver: string;
    learned: number;
  };
  map: { organization: string; id: string; name: string; document: string; created: number };
  webhook: {
    organization: string;
    id: string;
    name: string;
    system: Maybe<string>;
    map: Maybe<string>;
    created: number;
  };
  document: {
    organization: string;
    sha256: string;
    name: string;
    bytes: number;
    adapter: string;
    tool: string;
    tool_version: Maybe<string>;
    at: Maybe<number>;
    learned: number;
    origin: string;
    records: string;
    findings: number;
    problems: string;
    problem_count: number;
    /** 1 once it has been read to its end: it never changes after that. */
    finished: Flag;
  };
  refusal: {
    organization: string;
    id: string;
    name: string;
    sha256: Maybe<string>;
    at: number;
    code: string;
    why: string;
    place: string;
    next: string;
    origin: string;
  };
  evidence: {
    organization: string;
    document: string;
    ordinal: number;
    system: Maybe<string>;
    aspect: string;
    output: string;
    automation: string;
    declared: Flag;
    at: number;
    learned: number;
    thing: Maybe<string>;
    reference: Maybe<string>;
    note: Maybe<string>;
  };
  thing: {
    organization: string;
    id: string;
    kind: string;
    name: string;
    system: Maybe<string>;
    account: Maybe<string>;
    owner: Maybe<string>;
    public: Maybe<Flag>;
    pii: Maybe<Flag>;
    weight: number;
    first_seen: number;
    last_seen: number;
    /** The thing that it counts as now, where another claims what it is known by; null: itself. */
    counts_as: Maybe<string>;
  };
  /** `thing` was named by `key` too, at the earliest and at the latest then: names can move (`claims.ts`). */
  claim: { organization: string; key: string; thing: string; first: number; last: number };
  /** Things that turned out to be others. */
  thing_alias: { organization: string; id: string; thing: string };
  /** `full_key` is the whole key where it was too long for an index and `key` is its short form. */
  thing_key: { organization: string; key: string; thing: string; full_key: Maybe<string> };
  /** An unowned sighting has the system '' so that the key needs no null. */
  sighting: {
    organization: string;
    thing: string;
    system: string;
    at: number;
    document: string;
    learned: number;
    aspects: number;
  };
  result: {
    organization: string;
    fingerprint: string;
    system: Maybe<string>;
    aspect: string;
    adapter: string;
    tool: string;
    rule: string;
    title: Maybe<string>;
    status: string;
    severity: string;
    /** 0 critical to 4 info: findings are shown in this order. */
    urgency: number;
    tool_severity: Maybe<string>;
    thing: Maybe<string>;
    location: Maybe<string>;
    message: Maybe<string>;
    first_seen: number;
    last_seen: number;
    open_since: Maybe<number>;
    /** When it last passed. */
    passed: Maybe<number>;
    /** When it failed since then (`result-state.ts`). */
    fails: Maybe<string>;
    document: string;
    /** What is stated, where other tools state the same; null where only this tool can. */
    statement: Maybe<string>;
    /** The same for all tools that state it of the same thing (`findings.ts`); null where `statement` is. */
    finding: Maybe<string>;
  };
  /** The latest complete run over a thing: what it did not name is closed. */
  complete_run: {
    organization: string;
    thing: string;
    adapter: string;
    tool: string;
    at: number;
    document: string;
  };
  cost: {
    organization: string;
    document: string;
    ordinal: number;
    system: Maybe<string>;
    amount: number;
    currency: string;
    begins: number;
    ends: number;
    account: Maybe<string>;
    service: Maybe<string>;
    thing: Maybe<string>;
    owner: Maybe<string>;
  };
  /** Each identity, and each component of a thing, as the newest document says it (`schema-lists.ts`). */
  latest: {
    organization: string;
    kind: string;
    system: string;
    thing: string;
    entry: string;
    name: string;
    version: string;
    licence: string;
    account: string;
    /** Person or machine; of a component its ecosystem. */
    type: string;
    central: Maybe<Flag>;
    active: Maybe<Flag>;
    admin: Maybe<Flag>;
    mfa: Maybe<Flag>;
    created: Maybe<number>;
    used: Maybe<number>;
    /** When its oldest credential was last changed. */
    changed: Maybe<number>;
    first_seen: number;
    last_seen: number;
    document: string;
    ordinal: number;
  };
  record: {
    organization: string;
    document: string;
    ordinal: number;
    kind: string;
    system: Maybe<string>;
    thing: Maybe<string>;
    at: number;
    name: string;
    data: string;
  };
  /** The log of proofs: a leaf's hash for ever, what it says until that is erased. */
  log_leaf: {
    organization: string;
    position: number;
    hash: Uint8Array;
    data: Maybe<string>;
    document: Maybe<string>;
  };
  log_tile: { organization: string; level: number; position: number; hashes: Uint8Array };
  /** The revision in which something that a system's scores are made of was written last (`changes.ts`). */
  system_change: { organization: string; system: string; revision: number };
  /** What a document says, whatever its layout, and what is odd about how it came in. */
  content: {
    organization: string;
    document: string;
    digest: string;
    same: Maybe<string>;
    undated: Flag;
    behind: number;
  };
}

export type TableName = keyof Tables;
