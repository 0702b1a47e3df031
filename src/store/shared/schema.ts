/**
 * The tables as both databases hold them: instants in milliseconds, booleans as 0 and 1, JSON as text (SQLite)
 * or jsonb (PostgreSQL), text in the byte order of UTF-8 on both.
 */
export interface Schema {
  organization: {
    id: string;
    name: string;
    time_zone: string;
    created: number;
    example: number;
    /** Raised in every committed write. */
    revision: number;
    /** 1 only inside the transaction that removes it: what is append-only may go then. */
    removing: number;
    /** Kept in step by the writer: counting millions of rows for a page takes too long. */
    evidence: number;
    unowned_evidence: number;
  };
  team: Owned & { id: string; name: string };
  system: Owned & {
    id: string;
    name: string;
    team: string | null;
    created: number;
    pii: number | null;
    public: number | null;
    monthly_cost: number | null;
  };
  attribution: Owned & { id: string; position: number; pattern: string; system: string };
  exemption: Owned & {
    id: string;
    system: string;
    aspect: string;
    starts: number;
    ends: number;
    reason: string;
    approver: string;
    learned: number;
  };
  document: Owned & {
    sha256: string;
    name: string;
    bytes: number;
    adapter: string;
    tool: string;
    tool_version: string | null;
    at: number | null;
    learned: number;
    origin: string;
    records: string;
    findings: number;
    problems: string;
    problem_count: number;
    /** 1 once it has been read to its end: from then on it never changes. */
    finished: number;
  };
  refusal: Owned & {
    id: string;
    name: string;
    sha256: string | null;
    at: number;
    code: string;
    why: string;
    place: string;
    next: string;
    origin: string;
  };
  evidence: Owned & {
    document: string;
    ordinal: number;
    system: string | null;
    aspect: string;
    output: string;
    automation: string;
    declared: number;
    at: number;
    learned: number;
    /** As it was known then; `thing_alias` says what it became. */
    thing: string | null;
    reference: string | null;
    note: string | null;
  };
  thing: Owned & {
    id: string;
    kind: string;
    name: string;
    /** The beginning of the name in lower case: short enough for an index. */
    sort: string;
    system: string | null;
    account: string | null;
    owner: string | null;
    public: number | null;
    pii: number | null;
    weight: number;
    first_seen: number;
    last_seen: number;
  };
  /** Things that turned out to be others. */
  thing_alias: Owned & { id: string; thing: string };
  thing_key: Owned & {
    key: string;
    thing: string;
    /** The whole key, where it was too long for an index and `key` is its short form. */
    full_key: string | null;
  };
  sighting: Owned & {
    /** Empty: unowned (a part of the key cannot be null). */
    system: string;
    thing: string;
    at: number;
    document: string;
    learned: number;
    aspects: number;
  };
  result: Owned & {
    fingerprint: string;
    system: string | null;
    aspect: string;
    adapter: string;
    tool: string;
    rule: string;
    title: string | null;
    status: string;
    severity: string;
    /** 0 critical to 4 info: the order in which findings are shown. */
    urgency: number;
    tool_severity: string | null;
    thing: string | null;
    location: string | null;
    message: string | null;
    first_seen: number;
    last_seen: number;
    open_since: number | null;
    /** When it last passed. */
    passed: number | null;
    /** When it failed since then (`result-state.ts`). */
    fails: string | null;
    document: string;
  };
  /** The latest complete run over a thing: what it did not name is closed. */
  complete_run: Owned & { thing: string; adapter: string; tool: string; at: number; document: string };
  cost: Owned & {
    document: string;
    ordinal: number;
    system: string | null;
    amount: number;
    currency: string;
    starts: number;
    ends: number;
    account: string | null;
    service: string | null;
    thing: string | null;
    owner: string | null;
  };
  record: Owned & {
    document: string;
    ordinal: number;
    kind: string;
    system: string | null;
    thing: string | null;
    at: number;
    name: string;
    data: string;
  };
  store_state: { name: string; value: number };
  schema_version: { version: number; name: string };
}

/** Every row belongs to one organization, whose id leads every key. */
interface Owned {
  organization: string;
}

/** Everything that one organization holds, what refers to others first. */
export const OWNED_TABLES = [
  'evidence',
  'sighting',
  'complete_run',
  'result',
  'cost',
  'record',
  'thing_key',
  'thing_alias',
  'thing',
  'refusal',
  'document',
  'exemption',
  'attribution',
  'system',
  'team',
] as const satisfies readonly (keyof Schema)[];

/** What a column can hold. */
export type Value = string | number | null;
