import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Bulk, InsertPlan } from '../shared/bulk.ts';

/** From this many rows on, COPY is worth its round trips. */
const COPY_FROM = 200;

/** COPY into a temporary table, then one insert … select: PostgreSQL's fastest way. Few rows go as one statement. */
export function postgresBulk(client: PoolClient): Bulk {
  const staged = new Set<string>();
  return {
    async insert(plan, rows) {
      if (rows.length === 0) return;
      if (rows.length < COPY_FROM) await insertValues(client, plan, rows);
      else await insertCopied(client, plan, rows, staged);
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
): Promise<void> {
  const columns = plan.columns.join(', ');
  const stage = `stage_${plan.table}`;
  if (staged.has(stage)) await client.query(`truncate ${stage}`);
  else await client.query(`create temporary table ${stage} (like ${plan.table}) on commit drop`);
  staged.add(stage);
  const lines = function* () {
    for (const row of rows) yield `${plan.columns.map((column) => field(row[column])).join('\t')}\n`;
  };
  await pipeline(
    Readable.from(chunked(lines())),
    client.query(copyFrom(`copy ${stage} (${columns}) from stdin`)),
  );
  await client.query(
    `insert into ${plan.table} (${columns}) select ${columns} from ${stage} ${plan.conflict}`,
  );
}

/** COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
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
