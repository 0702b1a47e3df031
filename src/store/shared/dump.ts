import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { DumpRow } from '../rows.ts';
import type { Bulk, InsertPlan } from './bulk.ts';
import { changedSystems, EVERYTHING } from './changes.ts';
import { noOrganization } from './refusals.ts';
import { migrations, OWNED } from './schema.ts';
import type { TableName, Tables } from './tables.ts';

/** What stays behind: secrets of this installation, its people, work under way, its own revisions, and who watches its log. */
const STAYS: ReadonlySet<string> = new Set([
  'token',
  'invitation',
  'member',
  'job',
  'upload_part',
  'answer',
  'system_change',
  'witness',
]);
const Head = z.object({
  name: z.string(),
  time_zone: z.string(),
  created: z.number(),
  example: z.literal([0, 1]),
  evidence: z.number(),
  unowned_evidence: z.number(),
  documents: z.number(),
});
const PAGE = 2_000;
const BYTES = '$bytes';
const KEY = 'primary key (organization, ';

interface Travelling {
  table: TableName;
  /** Columns of its key, beside the organization. */
  key: readonly string[];
  /** All of its columns. */
  columns: readonly string[];
}

/** Tables that travel, parents first. */
const TRAVELS: readonly Travelling[] = [...OWNED]
  .reverse()
  .filter((table) => !STAYS.has(table))
  .map(travelling);

/** Gives every row of an organization, in an order that is the same in every store. Run it in a transaction. */
export async function dumpRows(
  db: Kysely<Tables>,
  organization: string,
  take: (row: DumpRow) => Promise<void>,
): Promise<void> {
  const own = await db
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', organization)
    .executeTakeFirst();
  if (!own) throw noOrganization();
  const { id: _, removing: __, revision: ___, ...rest } = own;
  await take({ table: 'organization', row: rest });
  for (const { table, key } of TRAVELS) {
    let after: unknown[] | undefined;
    for (;;) {
      const columns = sql.join(key.map((column) => sql.ref(column)));
      const beyond = after === undefined ? sql`` : sql`and (${columns}) > (${sql.join(after)})`;
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
        where organization = ${organization} ${beyond} order by ${columns} limit ${PAGE}`.execute(db);
      for (const { organization: _own, ...row } of rows) await take({ table, row: packed(row) });
      const last = rows[rows.length - 1];
      if (rows.length < PAGE || last === undefined) break;
      after = key.map((column) => last[column]);
    }
  }
}

/**
 * Takes the rows of an organization in. Run it in the transaction that makes the organization.
 * @throws Refusal `malformed`: the rows come from a file that anybody may have written
 */
export async function loadRows(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  rows: AsyncIterable<DumpRow>,
): Promise<void> {
  const plans = new Map(
    TRAVELS.map(({ table, columns }) => [table as string, { table, columns, conflict: '' }]),
  );
  let plan: InsertPlan | undefined;
  let held: Record<string, unknown>[] = [];
  let head = false;
  const flush = async () => {
    if (plan && held.length > 0) await bulk.insert(plan, held);
    held = [];
  };
  for await (const each of rows) {
    if ((each.table === 'organization') === head)
      throw malformed('Exactly its first row is the organization.');
    if (!head) {
      head = true;
      await putHead(db, organization, each.row);
      continue;
    }
    const next = plans.get(each.table);
    if (!next) throw malformed(`There is no table "${each.table}" to fill.`);
    if (next !== plan || held.length >= PAGE) await flush();
    plan = next;
    held.push({ organization, ...unpacked(each.row, next) });
  }
  await flush();
  if (!head) throw malformed('There is nothing in it.');
}

async function putHead(db: Kysely<Tables>, id: string, row: DumpRow['row']): Promise<void> {
  const read = Head.safeParse(row);
  if (!read.success) throw malformed('Its first row is no organization.');
  // One that was here before and was removed: caches must not take this one's revisions for those that they know.
  const floor = await db
    .selectFrom('store_state')
    .select('value')
    .where('name', '=', 'revision')
    .executeTakeFirst();
  await db
    .insertInto('organization')
    .values({ id, ...read.data, revision: (floor?.value ?? 0) + 1, removing: 0 })
    .execute();
  await changedSystems(db, id)([EVERYTHING]);
}

function malformed(why: string): Refusal {
  return new Refusal('malformed', why, {}, 'Export it anew, with the same version of Assay.');
}

/** What the table's own statement says of it. */
function travelling(table: TableName): Travelling {
  const none = { appendOnly: [], auditAppendOnly: [], forgetting: [], unfenced: [], partitioning: [] };
  const words = {
    whole: '',
    real: '',
    bytes: '',
    ...none,
    fence: () => [],
    json: () => '',
    partitioned: () => [],
  };
  for (const statement of migrations(words).flat()) {
    const begin = `create table ${table} (`;
    if (!statement.startsWith(begin)) continue;
    const [before = '', key] = statement.slice(begin.length).split(KEY);
    if (key === undefined) continue;
    const columns = before.split(',').flatMap((each) => /^\s*(\w+)/.exec(each)?.[1] ?? []);
    return { table, columns, key: (key.split(')')[0] ?? '').split(', ') };
  }
  throw new Error(`The table ${table} has no key that is led by the organization.`);
}

function packed(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString('base64') } : value,
    ]),
  );
}

function unpacked(row: DumpRow['row'], { table, columns }: InsertPlan): Record<string, unknown> {
  const names = Object.keys(row);
  // One column less: the organization is whoever takes it in.
  const strange = names.find((name) => name === 'organization' || !columns.includes(name));
  if (strange !== undefined || names.length !== columns.length - 1)
    throw malformed(`A row of "${table}" has not the columns of that table.`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value, table)]));
}

function plain(value: unknown, table: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'object' && BYTES in value) return Buffer.from(String(value[BYTES]), 'base64');
  throw malformed(`A row of "${table}" holds what no column can hold.`);
}
