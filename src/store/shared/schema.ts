/** What differs between the databases when tables are made. */
export interface DialectWords {
  /** 64-bit whole number. */
  whole: string;
  /** 64-bit floating point. */
  real: string;
  /** Statements that make evidence and documents append-only. */
  appendOnly: readonly string[];
}

/** The version that this binary writes; a newer store is refused. */
export const SCHEMA_VERSION = 1;

/** Statements of each version, in order. A version that was released is never changed. */
export function migrations(words: DialectWords): readonly (readonly string[])[] {
  return [version1(words)];
}

function version1({ whole, real, appendOnly }: DialectWords): string[] {
  const owned = 'organization text not null references organization (id)';
  // A million rows would look the same organization up a million times (and PostgreSQL would lock its row for
  // each): a write to one that is not there is refused as a whole instead.
  const many = 'organization text not null';
  return [
    `create table organization (id text primary key, name text not null, time_zone text not null, created ${whole} not null,
      example ${whole} not null, revision ${whole} not null default 0, removing ${whole} not null default 0,
      evidence ${whole} not null default 0, unowned_evidence ${whole} not null default 0)`,
    `create table store_state (name text primary key, value ${whole} not null)`,
    `create table team (${owned}, id text not null, name text not null, primary key (organization, id))`,
    `create table system (${owned}, id text not null, name text not null, team text, created ${whole} not null,
      pii ${whole}, public ${whole}, monthly_cost ${real}, primary key (organization, id))`,
    `create table attribution (${owned}, id text not null, position ${whole} not null, pattern text not null,
      system text not null, primary key (organization, id))`,
    `create table exemption (${owned}, id text not null, system text not null, aspect text not null, begins ${whole} not null,
      ends ${whole} not null, reason text not null, approver text not null, learned ${whole} not null, primary key (organization, id))`,
    `create table map (${owned}, id text not null, name text not null, document text not null, created ${whole} not null,
      primary key (organization, id))`,
    `create table webhook (${owned}, id text not null, name text not null, system text, map text, created ${whole} not null,
      primary key (organization, id))`,
    `create table document (${owned}, sha256 text not null, name text not null, bytes ${whole} not null, adapter text not null,
      tool text not null, tool_version text, at ${whole}, learned ${whole} not null, origin text not null, records text not null,
      findings ${whole} not null, problems text not null, problem_count ${whole} not null, finished ${whole} not null,
      primary key (organization, sha256))`,
    'create index document_learned on document (organization, learned, sha256)',
    `create table refusal (${owned}, id text not null, name text not null, sha256 text, at ${whole} not null, code text not null,
      why text not null, place text not null, next text not null, origin text not null, primary key (organization, id))`,
    'create index refusal_at on refusal (organization, at, id)',
    `create table evidence (${many}, document text not null, ordinal ${whole} not null, system text, aspect text not null,
      output text not null, automation text not null, declared ${whole} not null, at ${whole} not null, learned ${whole} not null,
      thing text, reference text, note text, primary key (organization, document, ordinal))`,
    `create index evidence_levels on evidence
      (organization, system, aspect, at, document, ordinal, learned, output, automation, declared)`,
    `create table thing (${many}, id text not null, kind text not null, name text not null, system text, account text, owner text,
      public ${whole}, pii ${whole}, weight ${real} not null, first_seen ${whole} not null, last_seen ${whole} not null,
      counts_as text, primary key (organization, id))`,
    'create index thing_counts_as on thing (organization, counts_as) where counts_as is not null',
    `create table claim (${many}, key text not null, thing text not null, first ${whole} not null, last ${whole} not null,
      primary key (organization, key, thing))`,
    'create index claim_thing on claim (organization, thing)',
    'create index thing_kind on thing (organization, kind, id)',
    'create index thing_system on thing (organization, system, id)',
    `create index thing_exposed on thing (organization, id, public, pii) where public is not null or pii is not null`,
    `create table thing_key (${many}, key text not null, thing text not null, full_key text,
      primary key (organization, key))`,
    `create table thing_alias (${many}, id text not null, thing text not null, primary key (organization, id))`,
    'create index thing_alias_thing on thing_alias (organization, thing)',
    'create index thing_key_thing on thing_key (organization, thing)',
    `create table sighting (${many}, thing text not null, system text not null, at ${whole} not null, document text not null,
      learned ${whole} not null, aspects ${whole} not null, primary key (organization, system, thing, at, document))`,
    'create index sighting_thing on sighting (organization, thing, system)',
    `create table result (${many}, fingerprint text not null, system text, aspect text not null, adapter text not null,
      tool text not null, rule text not null, title text, status text not null, severity text not null, urgency ${whole} not null,
      tool_severity text, thing text, location text, message text, first_seen ${whole} not null, last_seen ${whole} not null, open_since ${whole},
      passed ${whole}, fails text, document text not null, statement text, finding text, primary key (organization, fingerprint))`,
    `create index result_finding on result (organization, finding, urgency, first_seen, fingerprint) where finding is not null`,
    `create index finding_system on result (organization, system, aspect, urgency, first_seen, fingerprint) where status = 'fail'`,
    `create index finding_aspect on result (organization, aspect, urgency, first_seen, fingerprint) where status = 'fail'`,
    'create index result_unowned on result (organization) where system is null',
    `create table complete_run (${many}, thing text not null, adapter text not null, tool text not null, at ${whole} not null,
      document text not null, primary key (organization, thing, adapter, tool))`,
    'create index result_thing on result (organization, thing, adapter, tool)',
    `create table cost (${many}, document text not null, ordinal ${whole} not null, system text, amount ${real} not null,
      currency text not null, begins ${whole} not null, ends ${whole} not null, account text, service text, thing text, owner text,
      primary key (organization, document, ordinal))`,
    'create index cost_system on cost (organization, system, currency, begins, amount)',
    'create index cost_thing on cost (organization, thing) where thing is not null',
    `create table record (${many}, document text not null, ordinal ${whole} not null, kind text not null, system text, thing text,
      at ${whole} not null, name text not null, data text not null, primary key (organization, document, ordinal))`,
    'create index record_kind on record (organization, kind, system, at)',
    'create index record_thing on record (organization, thing) where thing is not null',
    ...appendOnly,
  ];
}

/** Tables that an organization owns, children first, for its removal. */
export const OWNED = [
  'record',
  'cost',
  'result',
  'sighting',
  'complete_run',
  'thing_key',
  'thing_alias',
  'claim',
  'thing',
  'evidence',
  'refusal',
  'document',
  'exemption',
  'map',
  'webhook',
  'attribution',
  'system',
  'team',
] as const;
