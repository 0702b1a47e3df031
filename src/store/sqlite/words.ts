import type { DialectWords } from '../shared/schema.ts';

const stays = (table: string) => [
  `create trigger ${table}_stays before delete on ${table}
    when (select removing from organization where id = old.organization) is not 1
    begin select raise(abort, '${table} is append-only'); end`,
];

/** SQLite's words for the schema. */
export const SQLITE: DialectWords = {
  whole: 'integer',
  real: 'real',
  bytes: 'blob',
  appendOnly: [
    ...stays('evidence'),
    `create trigger evidence_kept before update on evidence
      begin select raise(abort, 'evidence is append-only'); end`,
    ...stays('document'),
    `create trigger document_kept before update on document when old.finished = 1
      begin select raise(abort, 'document is append-only'); end`,
    `create trigger document_known before update of organization, sha256, name, bytes, adapter, learned, origin on document
      begin select raise(abort, 'document is append-only'); end`,
  ],
  auditAppendOnly: [
    ...stays('audit'),
    `create trigger audit_kept before update on audit
      begin select raise(abort, 'audit is append-only'); end`,
    ...stays('log_leaf'),
    // What a leaf says can be erased; that it was there cannot.
    `create trigger log_leaf_kept before update on log_leaf
      when new.data is not null or new.hash is not old.hash or new.position is not old.position
        or new.organization is not old.organization
      begin select raise(abort, 'log_leaf is append-only'); end`,
  ],
  forgetting: [
    'drop trigger evidence_stays',
    `create trigger evidence_stays before delete on evidence
      when coalesce((select removing from organization where id = old.organization), 0) not in (1, 2)
      begin select raise(abort, 'evidence is append-only'); end`,
    'drop trigger audit_kept',
    `create trigger audit_kept before update on audit when not (
        new.organization is old.organization and new.id is old.id and new.at is old.at and new.action is old.action
        and new.actor_kind is old.actor_kind and new.actor is old.actor and new.target is old.target
        and ((new.actor_name is old.actor_name and new.address is old.address)
          or (old.actor_kind = 'person' and new.address is null
            and exists (select 1 from erased where person = old.actor and name = new.actor_name)))
        and (new.detail is old.detail
          or (new.detail = '{}' and exists (select 1 from erased where 'person ' || person = old.target))))
      begin select raise(abort, 'audit is append-only'); end`,
  ],
  // One process, one file, one owner: nobody else can ask.
  fence: () => [],
  // One file grows as a whole: its tables in the order of their keys need no smaller ones.
  partitioning: [],
  partitioned: () => [],
  unfenced: [],
  // A truth is 0 or 1 there (sqlite.org/json1.html).
  json: (column, name) => `json_extract(${column}, '$.${name}')`,
};
