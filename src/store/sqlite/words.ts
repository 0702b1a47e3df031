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
  // One process, one file, one owner: nobody else can ask.
  fence: () => [],
  // One file grows as a whole: its tables in the order of their keys need no smaller ones.
  partitioning: [],
  partitioned: () => [],
  unfenced: [],
  // A truth is 0 or 1 there (sqlite.org/json1.html).
  json: (column, name) => `json_extract(${column}, '$.${name}')`,
};
