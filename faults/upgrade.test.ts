import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { openStore, upgradeStore } from '../src/store/open.ts';
import { byteOrder } from '../src/store/postgres/migrate.ts';
import { POSTGRES } from '../src/store/postgres/words.ts';
import { migrations, SCHEMA_VERSION } from '../src/store/shared/schema.ts';
import { newDatabase } from './databases.ts';
import { tell } from './tell.ts';

const EVIDENCE = 200;

/** A database as version 1 of the schema kept it, with rows. */
async function version1(): Promise<string> {
  const url = await newDatabase(inject('postgres'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of migrations(POSTGRES)[0] ?? []) await client.query(byteOrder(statement));
  await client.query('create table schema_version (version integer not null)');
  await client.query('insert into schema_version values (1)');
  await client.query(`insert into organization (id, name, time_zone, created, example, evidence)
    values ('a', 'A', 'UTC', 1, 0, ${EVIDENCE})`);
  await client.query(`insert into document (organization, sha256, name, bytes, adapter, tool, learned, origin, records,
    findings, problems, problem_count, finished) values ('a', 'd', 'd', 1, 'x', 'x', 1, '{}', '{}', 0, '[]', 0, 1)`);
  await client.query(`insert into evidence (organization, document, ordinal, system, aspect, output, automation, declared,
    at, learned) select 'a', 'd', each, 's', 'patch', 'test', 'semi', 0, each, 20 from generate_series(1, ${EVIDENCE}) as each`);
  await client.end();
  return url;
}

async function look(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select set_config('assay.organization', '*', false)`);
    const { rows } = await client.query(`select (select version from schema_version) as version,
      to_regclass('person') is not null as newer, (select count(*)::int from evidence) as evidence`);
    return rows[0];
  } finally {
    await client.end();
  }
}

test('F12 PostgreSQL: the connection is cut at each statement of an upgrade; it is at one version or the other, and goes on', async () => {
  const url = await version1();
  const old = { version: 1, newer: false, evidence: EVIDENCE };
  const now = { version: SCHEMA_VERSION, newer: true, evidence: EVIDENCE };
  let cuts = 0;
  const wrong: string[] = [];
  for (let at = 1; ; at += 1) {
    const reached = await cutAt(at, () => upgradeStore({ url }, false));
    if (!reached) break;
    cuts += 1;
    const seen = JSON.stringify(await look(url));
    // Cut behind the commit, it is done; there is nothing between.
    if (seen === JSON.stringify(now)) break;
    if (seen !== JSON.stringify(old)) wrong.push(`cut at statement ${at}: ${seen}`);
  }
  await upgradeStore({ url });
  expect(await look(url)).toEqual(now);
  const store = await openStore({ url });
  expect(await store.reader('a').counts()).toMatchObject({ documents: 1, evidence: EVIDENCE });
  expect((await store.examine()).filter((finding) => finding.wrong.length > 0)).toHaveLength(1);
  await store.close();
  tell('F12 PostgreSQL', { 'connections cut': cuts, 'neither one version nor the other': wrong.length });
  expect(wrong).toEqual([]);
  expect(cuts).toBeGreaterThan(50);
});

/** Cuts the connection as its process's death would, once so many statements were sent. @returns whether there were so many */
async function cutAt(count: number, work: () => Promise<unknown>): Promise<boolean> {
  const { query } = pg.Client.prototype;
  let sent = 0;
  // The overloads of `query` are the client's own; only what happens before is added.
  const counting = function (this: pg.Client, ...words: unknown[]) {
    sent += 1;
    const answer = (query as (...all: unknown[]) => unknown).apply(this, words);
    if (sent === count) {
      const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
      connection.stream.destroy();
    }
    return answer;
  };
  pg.Client.prototype.query = counting as typeof query;
  try {
    await work();
  } catch {
    return true;
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent >= count;
}
