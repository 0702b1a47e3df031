import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { DumpRow } from '../store.ts';
import type { Bulk, InsertPlan } from './bulk.ts';
import { noOrganization } from './refusals.ts';
import { migrations, OWNED } from './schema.ts';
import type { TableName, Tables } from './tables.ts';

/** What stays behind: secrets of this installation, its people, and work that is under way. */
const STAYS: ReadonlySet<string> = new Set(['token', 'invitation', 'member', 'job', 'upload_part', 'answer']);
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

/** Tables that travel, parents first, with the columns of their keys beside the organization. */
const TRAVELS: readonly { table: TableName; key: readonly string[] }[] = [...OWNED]
  .reverse()
  .filter((table) => !STAYS.has(table))
  .map((table) => ({ table, key: keyOf(table) }));

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

/** Takes the rows of an organization in. Run it in the transaction that makes the organization. */
export async function loadRows(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  rows: AsyncIterable<DumpRow>,
): Promise<void> {
  const known = new Map<string, TableName>(TRAVELS.map(({ table }) => [table, table]));
  const plans = new Map<string, InsertPlan>();
  let table: TableName = 'organization';
  let held: Record<string, unknown>[] = [];
  const flush = async () => {
    const [first] = held;
    if (!first) return;
    // Names of columns become SQL: only what a name of ours can be.
    const strange = Object.keys(first).find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
    if (strange !== undefined) throw new Refusal('malformed', `There is no column "${strange}".`);
    const plan = plans.get(table) ?? { table, columns: Object.keys(first), conflict: '' };
    plans.set(table, plan);
    await bulk.insert(plan, held);
    held = [];
  };
  for await (const each of rows) {
    if (each.table === 'organization') {
      const { name, time_zone, created, example, ...kept } = Head.parse(each.row);
      const counts = { ...kept, revision: 1, removing: 0 as const };
      await db
        .insertInto('organization')
        .values({ id: organization, name, time_zone, created, example, ...counts })
        .execute();
      continue;
    }
    const next = known.get(each.table);
    if (next === undefined) throw new Refusal('malformed', `There is no table "${each.table}" to fill.`);
    if (next !== table || held.length >= PAGE) await flush();
    table = next;
    held.push({ organization, ...unpacked(each.row) });
  }
  await flush();
}

/** The columns of a table's key, as its own statement says them. */
function keyOf(table: string): string[] {
  const words = { whole: '', real: '', bytes: '', appendOnly: [], auditAppendOnly: [], fence: () => [] };
  for (const statement of migrations(words).flat()) {
    if (!statement.startsWith(`create table ${table} (`)) continue;
    const [, key] = statement.split(KEY);
    if (key !== undefined) return (key.split(')')[0] ?? '').split(', ');
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

function unpacked(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value !== 'object' || value === null || !(BYTES in value)) return [name, value];
      return [name, Buffer.from(String(value[BYTES]), 'base64')];
    }),
  );
}
