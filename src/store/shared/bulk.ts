import type { TableName } from './tables.ts';

/** Loads many rows into a table; each database has its own fast way. */
export interface Bulk {
  /** @param rows all with the columns of `plan`; no two with the same key */
  insert(plan: InsertPlan, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
}

/** Where rows go, and what happens to those that are there already. */
export interface InsertPlan {
  table: TableName;
  columns: readonly string[];
  /** SQL after the values, the same in both databases: `excluded` is the row that came, the table's name the one there. */
  conflict: string;
}

const EVIDENCE = [
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
  'thing',
  'reference',
  'note',
];
const SIGHTING = ['organization', 'thing', 'system', 'at', 'document', 'learned', 'aspects'];
const THING = [
  'organization',
  'id',
  'kind',
  'name',
  'system',
  'account',
  'owner',
  'public',
  'pii',
  'weight',
  'first_seen',
  'last_seen',
];
const RESULT = [
  'organization',
  'fingerprint',
  'system',
  'aspect',
  'adapter',
  'tool',
  'rule',
  'title',
  'status',
  'severity',
  'urgency',
  'tool_severity',
  'thing',
  'location',
  'message',
  'first_seen',
  'last_seen',
  'open_since',
  'passed',
  'fails',
  'document',
  'statement',
  'finding',
];
const COMPLETE_RUN = ['organization', 'thing', 'adapter', 'tool', 'at', 'document'];
const COST = [
  'organization',
  'document',
  'ordinal',
  'system',
  'amount',
  'currency',
  'begins',
  'ends',
  'account',
  'service',
  'thing',
  'owner',
];
const RECORD = ['organization', 'document', 'ordinal', 'kind', 'system', 'thing', 'at', 'name', 'data'];
const LATEST_KEY = ['organization', 'kind', 'system', 'thing', 'entry'];
const LATEST_FACTS = [
  'name',
  'version',
  'licence',
  'account',
  'type',
  'central',
  'active',
  'admin',
  'mfa',
  'created',
  'used',
  'changed',
];
const LATEST_PLACE = ['last_seen', 'document', 'ordinal'];

const smaller = (column: string, table: string) =>
  `case when excluded.${column} < ${table}.${column} then excluded.${column} else ${table}.${column} end`;
const larger = (column: string, table: string) =>
  `case when excluded.${column} > ${table}.${column} then excluded.${column} else ${table}.${column} end`;
/** True wins over false, known over unknown. */
const either = (column: string, table: string) =>
  `case when excluded.${column} is null then ${table}.${column} when ${table}.${column} is null then excluded.${column} else ${larger(column, table)} end`;

const newest = (column: string) =>
  `${column} = case when (excluded.last_seen, excluded.document, excluded.ordinal) >
    (latest.last_seen, latest.document, latest.ordinal) then excluded.${column} else latest.${column} end`;

export const PLANS = {
  evidence: { table: 'evidence', columns: EVIDENCE, conflict: '' },
  cost: { table: 'cost', columns: COST, conflict: '' },
  record: { table: 'record', columns: RECORD, conflict: '' },
  latest: {
    table: 'latest',
    columns: [...LATEST_KEY, ...LATEST_FACTS, 'first_seen', ...LATEST_PLACE],
    conflict: `on conflict (organization, kind, system, thing, entry) do update set
      first_seen = ${smaller('first_seen', 'latest')}, ${[...LATEST_FACTS, ...LATEST_PLACE].map(newest).join(', ')}`,
  },
  sighting: {
    table: 'sighting',
    columns: SIGHTING,
    conflict:
      'on conflict (organization, system, thing, at, document) do update set aspects = sighting.aspects | excluded.aspects',
  },
  thingKey: {
    table: 'thing_key',
    columns: ['organization', 'key', 'thing', 'full_key'],
    conflict: 'on conflict (organization, key) do update set thing = excluded.thing',
  },
  claim: {
    table: 'claim',
    columns: ['organization', 'key', 'thing', 'first', 'last'],
    conflict: `on conflict (organization, key, thing) do update set
      first = ${smaller('first', 'claim')}, last = ${larger('last', 'claim')}`,
  },
  thing: {
    table: 'thing',
    columns: THING,
    conflict: `on conflict (organization, id) do update set
      kind = case when thing.kind = 'other' then excluded.kind else thing.kind end, name = excluded.name,
      system = coalesce(thing.system, excluded.system), account = coalesce(thing.account, excluded.account),
      owner = coalesce(excluded.owner, thing.owner), public = ${either('public', 'thing')}, pii = ${either('pii', 'thing')},
      weight = excluded.weight, first_seen = ${smaller('first_seen', 'thing')}, last_seen = ${larger('last_seen', 'thing')}`,
  },
  // What is stored was united with what came before it is written (`results.ts`).
  result: {
    table: 'result',
    columns: RESULT,
    conflict: `on conflict (organization, fingerprint) do update set
      ${RESULT.slice(2)
        .map((column) => `${column} = excluded.${column}`)
        .join(', ')}`,
  },
  completeRun: {
    table: 'complete_run',
    columns: COMPLETE_RUN,
    conflict: `on conflict (organization, thing, adapter, tool) do update set at = excluded.at, document = excluded.document
      where excluded.at > complete_run.at`,
  },
} as const satisfies Readonly<Record<string, InsertPlan>>;
