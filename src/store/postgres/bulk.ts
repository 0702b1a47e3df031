import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Bulk, InsertPlan } from '../shared/bulk.ts';
import { statistics } from './statistics.ts';

/** From this many rows on, COPY is worth its round trips. */
const COPY_FROM = 200;

/**
 * COPY into a temporary table, then one insert … select: PostgreSQL's fastest way. Few rows go as one statement.
 * @param unfenced row-level security does not hold here; where it does, PostgreSQL refuses COPY into a table
 */
export function postgresBulk(client: PoolClient, unfenced: boolean): Bulk {
  const staged = new Set<string>();
  const counts = statistics(client);
  return {
    async insert(plan, rows) {
      if (rows.length === 0) return;
      if (rows.length < COPY_FROM) await insertValues(client, plan, rows);
      else await insertCopied(client, plan, rows, staged, unfenced);
      await counts.added(plan.table, rows.length);
    },
  };
}

async function insertValues(
  client: PoolClient,
  plan: InsertPlan,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const marks = plan.columns.map((column) => `$${values.push(row[column])}`);
    return `(${marks.join(', ')})`;
  });
  await client.query(
    `insert into ${plan.table} (${plan.columns.join(', ')}) values ${tuples.join(', ')} ${plan.conflict}`,
    values,
  );
}

async function insertCopied(
  client: PoolClient,
  plan: InsertPlan,
  rows: readonly Readonly<Record<string, unknown>>[],
  staged: Set<string>,
  unfenced: boolean,
): Promise<void> {
  const columns = plan.columns.join(', ');
  // Where no row can be there already, the rows go straight into their table.
  const target = unfenced && plan.conflict === '' ? plan.table : await stage(client, plan, staged);
  const lines = function* () {
    for (const row of rows) yield `${plan.columns.map((column) => field(row[column])).join('\t')}\n`;
  };
  await pipeline(
    Readable.from(chunked(lines())),
    client.query(copyFrom(`copy ${target} (${columns}) from stdin`)),
  );
  if (target === plan.table) return;
  await client.query(
    `insert into ${plan.table} (${columns}) select ${columns} from ${target} ${plan.conflict}`,
  );
}

/** An empty temporary table like the plan's. */
async function stage(client: PoolClient, plan: InsertPlan, staged: Set<string>): Promise<string> {
  const name = `stage_${plan.table}`;
  if (staged.has(name)) await client.query(`truncate ${name}`);
  else await client.query(`create temporary table ${name} (like ${plan.table}) on commit drop`);
  staged.add(name);
  return name;
}

/** COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  const text = String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Lines joined to pieces of about 64 KiB. */
function* chunked(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}
