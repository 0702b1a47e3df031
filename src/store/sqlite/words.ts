import type { DialectWords } from '../shared/schema.ts';

const kept = (table: string, columns: string) => [
  `create trigger ${table}_kept before update of ${columns} on ${table}
    begin select raise(abort, '${table} is append-only'); end`,
  `create trigger ${table}_stays before delete on ${table}
    when (select removing from organization where id = old.organization) = 0
    begin select raise(abort, '${table} is append-only'); end`,
];

/** SQLite's words for the schema. */
export const SQLITE: DialectWords = {
  whole: 'integer',
  real: 'real',
  appendOnly: [
    ...kept(
      'evidence',
      'organization, document, ordinal, system, aspect, output, automation, declared, at, learned, reference, note',
    ),
    ...kept('document', 'organization, sha256, name, bytes, adapter, learned, origin'),
  ],
};
