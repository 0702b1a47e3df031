import { lists } from './schema-lists.ts';

/** What differs between the databases when tables are made. */
export interface DialectWords {
  /** 64-bit whole number. */
  whole: string;
  /** 64-bit floating point. */
  real: string;
  /** Bytes. */
  bytes: string;
  /** Statements that make evidence and documents append-only. */
  appendOnly: readonly string[];
  /** Statements that make the audit log and the proofs' log append-only. */
  auditAppendOnly: readonly string[];
  /**
   * Statements that let what is append-only be forgotten, and nothing else of it: evidence, where an organization
   * says that it goes; in the audit log the name of somebody who was erased.
   */
  forgetting: readonly string[];
  /** Statements that hide a table's rows from queries that do not say whose they are. */
  fence(table: string): readonly string[];
  /** What has to be there before tables are spread over time. */
  partitioning: readonly string[];
  /** Statements that spread a table over time with the rows that it has, where the database can. */
  partitioned(table: Growing): readonly string[];
  /** Statements after which the rest of the upgrade sees every organization's rows. */
  unfenced: readonly string[];
  /** What a column of JSON holds under a name, null where nothing: text, a truth as 0 or 1, a whole number. */
  json(column: string, name: string, type: 'text' | 'truth' | 'whole'): string;
}

/** A table that only ever grows. */
export interface Growing {
  table: string;
  /** The column that holds a row's instant. */
  by: string;
  /** Columns of its key. */
  key: readonly string[];
  /** The statements that made its indexes. */
  indexes: readonly string[];
}

/** The version that this binary writes; a newer store is refused. */
export const SCHEMA_VERSION = 3;

/** Statements of each version, in order. A version that was released is never changed. */
export function migrations(words: DialectWords): readonly (readonly string[])[] {
  return [version1(words), version2(words), version3(words)];
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

/** People, machines, jobs, and what is sent out. */
function version2({ whole, bytes, auditAppendOnly, fence }: DialectWords): string[] {
  const many = 'organization text not null';
  return [
    `alter table organization add column documents ${whole} not null default 0`,
    `update organization set documents = (select count(*) from document where document.organization = organization.id)`,
    `create table person (id text primary key, name text not null, email text, created ${whole} not null, disabled ${whole} not null,
      password text, totp text, totp_step ${whole} not null, recovery text not null)`,
    'create unique index person_email on person (lower(email)) where email is not null',
    `create table identity (issuer text not null, subject text not null, person text not null, created ${whole} not null,
      primary key (issuer, subject))`,
    'create index identity_person on identity (person)',
    `create table passkey (id text primary key, person text not null, name text not null, public_key text not null,
      counter ${whole} not null, transports text not null, created ${whole} not null, used ${whole})`,
    'create index passkey_person on passkey (person)',
    `create table session (hash text primary key, person text not null, by text not null, agent text not null, created ${whole} not null,
      seen ${whole} not null, expires ${whole} not null)`,
    'create index session_person on session (person)',
    `create table member (${many}, person text not null, role text not null, teams text not null, created ${whole} not null,
      mapped text, primary key (organization, person))`,
    'create index member_person on member (person)',
    `create table invitation (${many}, id text not null, hash text not null, name text not null, role text not null, teams text not null,
      by text not null, created ${whole} not null, expires ${whole} not null, primary key (organization, id))`,
    'create index invitation_hash on invitation (hash)',
    `create table token (${many}, id text not null, name text not null, hash text not null, verbs text not null, systems text, by text not null,
      created ${whole} not null, expires ${whole}, used ${whole}, primary key (organization, id))`,
    'create index token_id on token (id)',
    `create table trust (${many}, id text not null, name text not null, issuer text not null, audience text not null, claims text not null,
      verbs text not null, systems text, by text not null, created ${whole} not null, primary key (organization, id))`,
    'create index trust_issuer on trust (issuer)',
    `create table audit (${many}, id text not null, at ${whole} not null, actor_kind text not null, actor text not null, actor_name text not null,
      action text not null, target text not null, detail text not null, address text, primary key (organization, id))`,
    'create index audit_at on audit (organization, at, id)',
    `create table job (${many}, id text not null, kind text not null, subject text not null, state text not null, payload text not null,
      progress text not null, result text not null, by text not null, created ${whole} not null, due ${whole} not null, finished ${whole},
      attempts ${whole} not null, cancel ${whole} not null, holder text, held_until ${whole} not null, primary key (organization, id))`,
    `create index job_due on job (due) where state in ('waiting', 'running')`,
    'create index job_created on job (organization, created, id)',
    'create index job_subject on job (organization, kind, subject, created, id)',
    `create table upload_part (${many}, upload text not null, part ${whole} not null, bytes ${bytes} not null,
      primary key (organization, upload, part))`,
    `create table answer (${many}, key text not null, request text not null, status ${whole} not null, body text not null,
      created ${whole} not null, primary key (organization, key))`,
    'create index answer_created on answer (created)',
    `create table subscription (${many}, id text not null, name text not null, url text not null, events text not null,
      secret ${whole} not null, rotated ${whole}, enabled ${whole} not null, created ${whole} not null, primary key (organization, id))`,
    `create table note (${many}, name text not null, value text not null, primary key (organization, name))`,
    `create table log_leaf (${many}, position ${whole} not null, hash ${bytes} not null, data text, document text,
      primary key (organization, position))`,
    'create index log_leaf_document on log_leaf (organization, document) where document is not null',
    `create table log_tile (${many}, level ${whole} not null, position ${whole} not null, hashes ${bytes} not null,
      primary key (organization, level, position))`,
    `create table schedule (name text primary key, last ${whole} not null)`,
    ...auditAppendOnly,
    ...OWNED.filter((table) => !NEW_IN_3.includes(table)).flatMap(fence),
  ];
}

/**
 * What people plan, who keeps the log's checkpoints, what lists need, what only grows spread over time, and how
 * evidence and people are forgotten.
 */
function version3(words: DialectWords): string[] {
  const { whole, forgetting, fence } = words;
  const many = 'organization text not null';
  return [
    `create table plan (${many}, id text not null, system text not null, aspect text not null, target ${whole} not null,
      response text not null, owner text not null, due ${whole}, note text not null, created ${whole} not null, by text not null,
      dropped ${whole}, primary key (organization, id))`,
    `create table exemption_request (${many}, id text not null, system text not null, aspect text not null, reason text not null,
      ends ${whole} not null, asked ${whole} not null, asker text not null, by text not null, state text not null, decided ${whole},
      decider text, decided_by text, answer text not null, primary key (organization, id))`,
    `create table workshop (${many}, id text not null, system text not null, begun ${whole} not null, ended ${whole}, by text not null,
      version ${whole} not null, data text not null, primary key (organization, id))`,
    `create table contact (${many}, system text not null, kind text not null, position ${whole} not null, name text not null,
      reach text, primary key (organization, system, kind, position))`,
    `create table witness (${many}, id text not null, name text not null, kind text not null, target text not null,
      verifier text, created ${whole} not null, state text, primary key (organization, id))`,
    `create table content (${many}, document text not null, digest text not null, same text, undated ${whole} not null,
      behind ${whole} not null, primary key (organization, document))`,
    'create index content_digest on content (organization, digest)',
    `create table system_change (${many}, system text not null, revision ${whole} not null, primary key (organization, system))`,
    'create index system_change_revision on system_change (organization, revision, system)',
    ...words.partitioning,
    ...GROWING.flatMap(([table, by, key]) =>
      words.partitioned({
        table,
        by,
        key: ['organization', ...key],
        indexes: version1(words).filter((each) => each.startsWith('create index') && indexed(each) === table),
      }),
    ),
    // When somebody proved to be themselves was not kept before: they are asked once more.
    `alter table session add column proven ${words.whole} not null default 0`,
    'alter table session add column sid text',
    `create table erased (person text primary key, name text not null, at ${whole} not null)`,
    ...lists(words),
    ...forgetting,
    ...NEW_IN_3.flatMap(fence),
  ];
}

/** The table that an index is on. */
function indexed(statement: string): string | undefined {
  const words = statement.split(/\s/);
  return words[words.indexOf('on') + 1];
}

/**
 * Tables that only grow, by when their rows were learned of or happened, and their keys. Whoever imports is one
 * transaction for one document, so that a key with a document in it needs no instant to be the only one.
 */
export const GROWING = [
  ['evidence', 'learned', ['document', 'ordinal']],
  ['sighting', 'at', ['system', 'thing', 'at', 'document']],
  ['cost', 'begins', ['document', 'ordinal']],
  ['record', 'at', ['document', 'ordinal']],
] as const;

/** Tables of version 3. */
const NEW_IN_3: readonly string[] = [
  'system_change',
  'contact',
  'witness',
  'workshop',
  'exemption_request',
  'plan',
  'content',
  'latest',
];

/** Tables that an organization owns, children first, for its removal. */
export const OWNED = [
  'system_change',
  'contact',
  'witness',
  'workshop',
  'exemption_request',
  'plan',
  'content',
  'log_leaf',
  'log_tile',
  'note',
  'subscription',
  'answer',
  'upload_part',
  'job',
  'audit',
  'trust',
  'token',
  'invitation',
  'member',
  'latest',
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
