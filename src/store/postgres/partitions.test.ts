import type pg from 'pg';
import { expect, test } from 'vitest';
import { openStore } from '../open.ts';
import { GROWING, OWNED } from '../shared/schema.ts';
import { connected, database, unfenced } from '../testing/postgres-database.ts';
import * as make from '../testing/rows.ts';

/** Found by what only their owner can know, before it is known whose they are; and work that is due, whosever it is. */
const ACROSS = ['answer_created', 'invitation_hash', 'job_due', 'member_person', 'token_id', 'trust_issuer'];

test('every key and index of what an organization owns is led by the organization', async () => {
  const url = await database();
  await (await openStore({ url })).close();
  await connected(url, async (client) => {
    const { rows } = await client.query<{ table: string; index: string; key: boolean; first: string }>(
      `select owned.relname as table, it.relname as index, indisprimary as key, attname as first from pg_index
       join pg_class as owned on owned.oid = indrelid join pg_class as it on it.oid = indexrelid
       join pg_attribute on attrelid = indrelid and attnum = indkey[0]
       where owned.relnamespace = 'public'::regnamespace and not owned.relispartition`,
    );
    const owned = rows.filter(({ table }) => (OWNED as readonly string[]).includes(table));
    expect(new Set(owned.flatMap(({ table, key }) => (key ? [table] : [])))).toEqual(new Set(OWNED));
    const others = owned.flatMap(({ index, first }) => (first === 'organization' ? [] : [index]));
    expect(others.sort()).toEqual(ACROSS);
    // A unique key that is not led by it would have to be looked up everywhere.
    const unique = await client.query(
      `select 1 from pg_index where indisunique and indexrelid = any ($1::regclass[])`,
      [ACROSS],
    );
    expect(unique.rowCount).toBe(0);
  });
});

/** Which table each evidence is in, the oldest first. */
async function parts(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ part: string }>(
    'select tableoid::regclass::text as part from evidence order by learned',
  );
  return rows.map(({ part }) => part);
}

test('rows lie in the table of their year, and those of other years in one of their own', async () => {
  const url = await database();
  const store = await openStore({ url });
  const years = [1999, 2024, 2026, 2099].map((year) => Date.UTC(year, 6, 1));
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await writer.addEvidence(years.map((learned, ordinal) => make.evidence('d', ordinal, { learned })));
  });
  await connected(unfenced(url), async (client) => {
    expect(await parts(client)).toEqual([
      'evidence_other',
      'evidence_2024',
      'evidence_2026',
      'evidence_other',
    ]);
    for (const change of [
      'delete from evidence_2024',
      'truncate evidence_2024',
      `update evidence_2026 set note = 'x'`,
    ])
      await expect(client.query(change)).rejects.toThrow('append-only');
  });
  expect(await store.reader('a').practices({ known: 1e15 })).toHaveLength(4);
  await store.removeOrganization('a');
  await store.close();
  await connected(unfenced(url), async (client) => expect(await parts(client)).toEqual([]));
});

test('a part hides the rows of other organizations from whoever names it', async () => {
  const url = await database();
  const store = await openStore({ url });
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await make.everything(writer, 'a');
  });
  await store.close();
  await connected(url, async (client) => {
    for (const [table] of GROWING) {
      const there = await connected(unfenced(url), (above) => above.query(`select 1 from ${table}_other`));
      expect([table, there.rowCount]).toEqual([table, 1]);
      expect((await client.query(`select 1 from ${table}_other`)).rowCount).toBe(0);
      await client.query(`select set_config('assay.organization', 'a', false)`);
      expect((await client.query(`select 1 from ${table}_other`)).rowCount).toBe(1);
      await client.query(`select set_config('assay.organization', 'b', false)`);
    }
  });
});

test('a year that is missing is made by upkeep, again and again without harm, and later where the table is in use', async () => {
  const url = await database();
  const store = await openStore({ url });
  const next = new Date().getUTCFullYear() + 2;
  await connected(unfenced(url), async (client) => {
    const there = async () =>
      (await client.query('select to_regclass($1) as it', [`cost_${next}`])).rows[0]?.it !== null;
    expect(await there()).toBe(true);
    await client.query(`drop table cost_${next}`);
    await client.query('begin');
    await client.query('lock table cost in row exclusive mode');
    await store.upkeep();
    expect(await there()).toBe(false);
    await client.query('commit');
    await Promise.all([store.upkeep(), store.upkeep()]);
    expect(await there()).toBe(true);
  });
  await store.close();
});
