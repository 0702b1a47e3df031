import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { accounts } from '../../src/store/testing/accounts.ts';
import { changes } from '../../src/store/testing/changes.ts';
import { conformance } from '../../src/store/testing/conformance.ts';
import { edges } from '../../src/store/testing/edges.ts';
import { jobs } from '../../src/store/testing/jobs.ts';
import { moving } from '../../src/store/testing/moving.ts';
import { planning } from '../../src/store/testing/planning.ts';
import { sharing } from '../../src/store/testing/sharing.ts';

const database = process.env.ASSAY_CONFORMANCE ?? '';
const after = process.env.ASSAY_CONFORMANCE_AFTER ?? '';
const made: string[] = [];

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A store in a schema of its own. */
async function open() {
  const schema = `assay_conformance_${made.length + 1}`;
  await query(database, `create schema ${schema}`);
  made.push(schema);
  const url = new URL(database);
  url.searchParams.set('options', `-c search_path=${schema},public`);
  if (after !== '') {
    await (await openStore({ url: url.href })).close();
    await query(url.href, readFileSync(after, 'utf8'));
  }
  return openStore({ url: url.href });
}

afterAll(async () => {
  // One by one: each drop locks every table in it.
  for (const schema of made) await query(database, `drop schema ${schema} cascade`);
});

conformance('what every store must do', open);
edges('at the edges', open);
sharing('organizations apart', open);
accounts('people and tokens', open);
planning('plans and workshops', open);
jobs('jobs', open);
moving('organizations that move', open);
changes('what a write changes', open);
