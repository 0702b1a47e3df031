import type { DialectWords } from '../shared/schema.ts';

const kept = (table: string, columns: readonly string[]) => {
  const same = columns.map((column) => `new.${column} is not distinct from old.${column}`).join(' and ');
  return [
    `create function ${table}_kept() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' and ${same} then return new; end if;
      if tg_op = 'DELETE' and exists (select 1 from organization where id = old.organization and removing = 1) then return old; end if;
      raise exception '${table} is append-only';
    end $$`,
    `create trigger ${table}_kept before update or delete on ${table} for each row execute function ${table}_kept()`,
  ];
};

/** PostgreSQL's words for the schema. */
export const POSTGRES: DialectWords = {
  whole: 'bigint',
  real: 'double precision',
  appendOnly: [
    ...kept('evidence', [
      'organization',
      'document',
      'ordinal',
      'system',
      'aspect',
      'output',
      'automation',
      'declared',
      'at',
      'learned',
      'reference',
      'note',
    ]),
    ...kept('document', ['organization', 'sha256', 'name', 'bytes', 'adapter', 'learned', 'origin']),
  ],
};
