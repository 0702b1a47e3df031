// The least that any import of rows costs: the bare driver, one table with its key and no other index, one
// transaction. Run alone it sets the store's own loading beside it: node bench/import-baseline.mjs (needs dist/).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Loads rows into a new table, as durably as the store does.
 * @param {{folder: string} | {url: string}} location
 * @param {string} table its name; it must not exist yet
 * @param {readonly string[]} key columns
 * @param {readonly Record<string, string | number | boolean | undefined>[]} rows all with the same columns
 * @returns {Promise<number>} seconds, from the first row to the commit
 */
export function bareLoad(location, table, key, rows) {
  const columns = Object.keys(rows[0]);
  const types = columns.map((column) => typeof rows.find((row) => row[column] !== undefined)?.[column]);
  return 'url' in location
    ? barePostgres(location.url, table, key, columns, types, rows)
    : bareSqlite(location.folder, table, key, columns, types, rows);
}

async function bareSqlite(folder, table, key, columns, types, rows) {
  const database = new Sqlite(join(folder, `${table}.db`));
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  const list = columns.map(
    (name, i) => `"${name}" ${types[i] === 'number' || types[i] === 'boolean' ? 'integer' : 'text'}`,
  );
  database.exec(`create table "${table}" (${list.join(', ')}, primary key (${quoted(key)}))`);
  const insert = database.prepare(`insert into "${table}" values (${columns.map(() => '?').join(', ')})`);
  const begin = performance.now();
  database.transaction(() => {
    for (const row of rows) insert.run(columns.map((column) => plain(row[column])));
  })();
  const seconds = (performance.now() - begin) / 1000;
  database.close();
  return seconds;
}

async function barePostgres(url, table, key, columns, types, rows) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const list = columns.map(
      (name, i) => `"${name}" ${types[i] === 'number' || types[i] === 'boolean' ? 'bigint' : 'text'}`,
    );
    await client.query(`create table "${table}" (${list.join(', ')}, primary key (${quoted(key)}))`);
    const begin = performance.now();
    await client.query('begin');
    await pipeline(
      Readable.from(pieces(columns, rows)),
      client.query(copyFrom(`copy "${table}" from stdin`)),
    );
    await client.query('commit');
    return (performance.now() - begin) / 1000;
  } finally {
    await client.end();
  }
}

function* pieces(columns, rows) {
  let piece = '';
  for (const row of rows) {
    piece += `${columns.map((column) => field(plain(row[column]))).join('\t')}\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function plain(value) {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}

function field(value) {
  return value === null
    ? '\\N'
    : String(value).replace(
        /[\\\t\n\r]/g,
        (char) => `\\${{ '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' }[char]}`,
      );
}

function quoted(names) {
  return names.map((name) => `"${name}"`).join(', ');
}

const ROWS = 100_000;
const BATCH = 1_000;

/** The store's loading of evidence and results, with its indexes and its merging, beside the bare load of the same rows. */
async function compare() {
  const { openStore } = await import('../dist/store/open.js');
  const { startPostgres } = await import('../scripts/postgres.mjs');
  const digits = (i, length) => String((i * 2_654_435_761) % 2 ** 32).padStart(length, '0');
  const evidence = Array.from({ length: ROWS }, (_, ordinal) => ({
    document: 'd',
    ordinal,
    system: `system-${ordinal % 300}`,
    aspect: 'patch',
    output: 'test',
    automation: 'full',
    declared: false,
    at: 1_700_000_000_000 + ordinal,
    learned: 1_700_000_000_000,
    thing: digits(ordinal % 5_000, 24),
    reference: `run ${ordinal}`,
    note: 'a note of the usual length',
  }));
  const results = Array.from({ length: ROWS }, (_, i) => ({
    fingerprint: digits(i, 32),
    system: `system-${i % 300}`,
    aspect: 'configuration',
    adapter: 'a',
    tool: 't',
    rule: `rule-${i % 300}`,
    title: 'A rule of the usual length',
    status: i % 3 ? 'pass' : 'fail',
    severity: 'high',
    toolSeverity: 'HIGH',
    thing: digits(i % 5_000, 24),
    location: 'a/path',
    message: 'A message of the usual length, in a sentence.',
    firstSeen: 10,
    lastSeen: 10,
    openSince: i % 3 ? undefined : 10,
    document: 'd',
  }));
  const scratch = mkdtempSync(join(tmpdir(), 'assay-baseline-'));
  const server = await startPostgres();
  try {
    for (const [name, location] of [
      ['SQLite', { folder: scratch }],
      ['PostgreSQL', { url: server.url }],
    ]) {
      const store = await openStore(location);
      await store.write('a', (writer) =>
        writer.putOrganization({ id: 'a', name: 'a', timeZone: 'UTC', created: 0, example: false }),
      );
      const load = async (rows, put) => {
        const begin = performance.now();
        await store.write('a', async (writer) => {
          for (let from = 0; from < rows.length; from += BATCH)
            await put(writer, rows.slice(from, from + BATCH));
        });
        return (performance.now() - begin) / 1000;
      };
      const told = (kind, own, bare) =>
        console.log(
          `${name}, ${kind}: ${Math.round(ROWS / own)} rows/s; bare ${Math.round(ROWS / bare)} rows/s; ${(own / bare).toFixed(1)} times as long`,
        );
      told(
        'evidence',
        await load(evidence, (writer, rows) => writer.addEvidence(rows)),
        await bareLoad(location, 'bare_evidence', ['document', 'ordinal'], evidence),
      );
      told(
        'results',
        await load(results, (writer, rows) => writer.putResults(rows)),
        await bareLoad(location, 'bare_results', ['fingerprint'], results),
      );
      await store.close();
    }
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.filename === process.argv[1]) await compare();
