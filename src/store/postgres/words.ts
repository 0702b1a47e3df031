import type { DialectWords } from '../shared/schema.ts';
import { partitioned, partitionYear } from './partitions.ts';

// Holds for the owner of the tables too; only superusers and roles with BYPASSRLS are above it.
const fence = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy own on ${table} using
      (organization = current_setting('assay.organization', true) or current_setting('assay.organization', true) = '*')`,
];

const notEmptied = (table: string) =>
  `create trigger ${table}_not_emptied before truncate on ${table} for each statement execute function append_only()`;

const evidenceKept =
  'create trigger evidence_kept before update on evidence for each row execute function append_only()';

const stays = (table: string) => [
  `create trigger ${table}_stays before delete on ${table} for each row execute function append_only_delete()`,
  notEmptied(table),
];

/** PostgreSQL's words for the schema. */
export const POSTGRES: DialectWords = {
  whole: 'bigint',
  real: 'double precision',
  bytes: 'bytea',
  appendOnly: [
    `create function append_only() returns trigger language plpgsql as $$ begin
      raise exception '% is append-only', tg_table_name;
    end $$`,
    `create function append_only_delete() returns trigger language plpgsql as $$ begin
      if exists (select 1 from organization where id = old.organization and removing = 1) then return old; end if;
      raise exception '% is append-only', tg_table_name;
    end $$`,
    ...stays('evidence'),
    evidenceKept,
    ...stays('document'),
    `create trigger document_kept before update on document for each row when (old.finished = 1) execute function append_only()`,
    `create trigger document_known before update of organization, sha256, name, bytes, adapter, learned, origin on document
      for each row execute function append_only()`,
  ],
  auditAppendOnly: [
    ...stays('audit'),
    'create trigger audit_kept before update on audit for each row execute function append_only()',
    ...stays('log_leaf'),
    // What a leaf says can be erased; that it was there cannot.
    `create trigger log_leaf_kept before update on log_leaf for each row
      when (new.data is not null or new.hash <> old.hash or new.position <> old.position
        or new.organization <> old.organization) execute function append_only()`,
  ],
  forgetting: [
    `create function evidence_delete() returns trigger language plpgsql as $$ begin
      if exists (select 1 from organization where id = old.organization and removing in (1, 2)) then return old; end if;
      raise exception 'evidence is append-only';
    end $$`,
    'drop trigger evidence_stays on evidence',
    'create trigger evidence_stays before delete on evidence for each row execute function evidence_delete()',
    `create function audit_update() returns trigger language plpgsql as $$ begin
      if (new.organization, new.id, new.at, new.action, new.actor_kind, new.actor, new.target)
          = (old.organization, old.id, old.at, old.action, old.actor_kind, old.actor, old.target)
        and ((new.actor_name = old.actor_name and new.address is not distinct from old.address)
          or (old.actor_kind = 'person' and new.address is null
            and exists (select 1 from erased where person = old.actor and name = new.actor_name)))
        and (new.detail = old.detail
          or (new.detail = '{}' and exists (select 1 from erased where 'person ' || person = old.target)))
      then return new; end if;
      raise exception 'audit is append-only';
    end $$`,
    'drop trigger audit_kept on audit',
    'create trigger audit_kept before update on audit for each row execute function audit_update()',
  ],
  fence,
  // A trigger on the whole holds for the rows of its parts; what is about a table itself does not.
  partitioning: [partitionYear((part) => [...fence(part)], notEmptied)],
  partitioned: (growing) => [
    ...partitioned(growing),
    ...(growing.table === 'evidence' ? [...stays('evidence'), evidenceKept] : []),
    ...fence(growing.table),
  ],
  unfenced: [`select set_config('assay.organization', '*', true)`],
  json: (column, name, type) => {
    const text = `(${column}::json ->> '${name}')`;
    if (type === 'text') return text;
    return type === 'truth' ? `${text}::boolean::integer` : `${text}::double precision::bigint`;
  },
};
