import pg from 'pg';
import { expect, test } from 'vitest';
import { openStore, upgradeStore } from '../open.ts';
import { migrations, SCHEMA_VERSION } from '../shared/schema.ts';
import { accounts } from '../testing/accounts.ts';
import { changes } from '../testing/changes.ts';
import { conformance } from '../testing/conformance.ts';
import { edges } from '../testing/edges.ts';
import { jobs } from '../testing/jobs.ts';
import { lists } from '../testing/lists.ts';
import { moving } from '../testing/moving.ts';
import { expectListed, OLD_RECORDS } from '../testing/old-records.ts';
import { planning } from '../testing/planning.ts';
import { connected, database, unfenced } from '../testing/postgres-database.ts';
import { processes } from '../testing/processes.ts';
import { retention } from '../testing/retention.ts';
import * as make from '../testing/rows.ts';
import { sharing } from '../testing/sharing.ts';
import { byteOrder } from './migrate.ts';
import { POSTGRES } from './words.ts';

conformance('PostgreSQL', async () => openStore({ url: await database() }));
changes('PostgreSQL, changes', async () => openStore({ url: await database() }));
edges('PostgreSQL', async () => openStore({ url: await database() }));
sharing('PostgreSQL, shared', async () => openStore({ url: await database() }));
accounts('PostgreSQL, accounts', async () => openStore({ url: await database() }));
lists('PostgreSQL, lists', async () => openStore({ url: await database() }));
planning('PostgreSQL, planning', async () => openStore({ url: await database() }));
retention('PostgreSQL, retention', async () => openStore({ url: await database() }));
jobs('PostgreSQL, jobs', async () => openStore({ url: await database() }));
moving('PostgreSQL, moved', async () => openStore({ url: await database() }));
processes('PostgreSQL', async () => ({ url: await database() }));

const THIS_YEAR = Date.UTC(2026, 5, 1);

const query = (url: string, sql: string) => connected(unfenced(url), (client) => client.query(sql));

test('two servers that start at once make the tables once', async () => {
  const url = await database();
  const stores = await Promise.all([openStore({ url }), openStore({ url }), openStore({ url })]);
  await stores[0].write('a', (writer) => writer.putOrganization(make.organization('a')));
  expect(await stores[2].reader('a').organization()).toEqual(make.organization('a'));
  for (const store of stores) await store.close();
});

test('a store that a newer Assay wrote to is refused, naming both versions', async () => {
  const url = await database();
  await (await openStore({ url })).close();
  await query(url, 'update schema_version set version = 99');
  await expect(openStore({ url })).rejects.toThrow(/version 99; this Assay knows versions up to 3/);
});

test('what an older Assay kept is there after an upgrade; a rehearsal changes nothing', async () => {
  const url = await database();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of migrations(POSTGRES)[0] ?? []) await client.query(byteOrder(statement));
  await client.query('create table schema_version (version integer not null)');
  await client.query('insert into schema_version values (1)');
  await client.query(`insert into organization (id, name, time_zone, created, example, evidence)
    values ('a', 'Organization a', 'Europe/Berlin', 1000, 0, 1)`);
  await client.query(`insert into document (organization, sha256, name, bytes, adapter, tool, learned, origin, records,
    findings, problems, problem_count, finished) values ('a', 'd', 'd', 1, 'x', 'x', 1, '{}', '{}', 0, '[]', 0, 1)`);
  await client.query(`insert into evidence (organization, document, ordinal, system, aspect, output, automation, declared,
    at, learned) values ('a', 'd', 0, 's', 'patch', 'test', 'semi', 0, 10, 20)`);
  await client.query(`insert into thing (organization, id, kind, name, weight, first_seen, last_seen)
    values ('a', 't', 'host', 't', 1, 10, 10)`);
  await client.query(
    `insert into sighting values ('a', 't', 's', 10, 'd', 20, 1), ('a', 't', 's', ${THIS_YEAR}, 'd', 20, 1)`,
  );
  await client.query(OLD_RECORDS);
  expect(await upgradeStore({ url }, true)).toEqual({ from: 1, to: SCHEMA_VERSION, copy: undefined });
  const { rows } = await client.query(`select to_regclass('person') as there, version from schema_version`);
  expect(rows).toEqual([{ there: null, version: 1 }]);
  // What stands in the way of a step leaves all of it undone.
  await client.query('create table schedule (x integer)');
  await expect(upgradeStore({ url })).rejects.toThrow('"schedule" already exists');
  expect((await client.query('select version from schema_version')).rows).toEqual([{ version: 1 }]);
  await client.query('drop table schedule');
  await client.end();
  const store = await openStore({ url });
  expect(await store.reader('a').practices({ known: 1e15 })).toHaveLength(1);
  expect(await store.reader('a').counts()).toMatchObject({ documents: 1, evidence: 1 });
  expect(await store.reader('a').sightings({ known: 1e15 })).toHaveLength(2);
  await expectListed(store);
  await store.close();
  expect(await upgradeStore({ url })).toEqual({ from: SCHEMA_VERSION, to: SCHEMA_VERSION, copy: undefined });
});

test('evidence cannot be changed or deleted behind the store’s back', async () => {
  const url = await database();
  const store = await openStore({ url });
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await make.everything(writer, 'a');
    await make.witnessed(writer);
  });
  await store.close();
  await expect(query(url, "update evidence set automation = 'full'")).rejects.toThrow('append-only');
  await expect(query(url, 'delete from evidence')).rejects.toThrow('append-only');
  await expect(query(url, 'delete from document')).rejects.toThrow('append-only');
  // A name in the audit log becomes that of an erased person, and nothing else.
  await expect(query(url, "update audit set actor_name = 'Mallory'")).rejects.toThrow('append-only');
  await query(url, "insert into erased values ('p', 'Erased', 1)");
  for (const change of ["actor = 'q'", 'at = 2', "target = 'z'", "detail = '[]'", "action = 'z'"])
    await expect(query(url, `update audit set actor_name = 'Erased', ${change}`), change).rejects.toThrow(
      'append-only',
    );
  await query(url, "update audit set actor_name = 'Erased', address = null");
  // What opens for compacting opens for evidence alone.
  await query(url, 'update organization set removing = 2');
  for (const table of ['document', 'audit', 'log_leaf'])
    await expect(query(url, `delete from ${table}`), table).rejects.toThrow('append-only');
  await query(url, 'delete from evidence');
});

test('a server that is not there is told in one sentence', async () => {
  await expect(openStore({ url: 'postgres://assay@127.0.0.1:1/none' })).rejects.toThrow(
    'PostgreSQL does not answer.',
  );
});

test('a query that forgets the organization finds nothing of another’s', async () => {
  const url = await database();
  const store = await openStore({ url });
  for (const id of ['a', 'b']) {
    await store.write(id, async (writer) => {
      await writer.putOrganization(make.organization(id));
      await make.everything(writer, id);
    });
  }
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const seen = async (table: string) => {
    const { rows } = await client.query<{ organization: string }>(
      `select distinct organization from ${table}`,
    );
    return rows.map(({ organization }) => organization);
  };
  try {
    const { rows: tables } = await client.query<{ relname: string }>(
      `select relname from pg_class join pg_attribute on attrelid = pg_class.oid
       where relkind in ('r', 'p') and attname = 'organization' and relnamespace = 'public'::regnamespace`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { relname } of tables) expect([relname, await seen(relname)]).toEqual([relname, []]);
    await client.query(`select set_config('assay.organization', 'a', false)`);
    for (const { relname } of tables) expect([[], ['a']]).toContainEqual(await seen(relname));
    expect(await seen('evidence')).toEqual(['a']);
    await expect(
      client.query(`insert into team (organization, id, name) values ('b', 'x', 'x')`),
    ).rejects.toThrow('row-level security');
    expect((await client.query(`update system set name = 'x'`)).rowCount).toBeGreaterThan(0);
    await client.query(`select set_config('assay.organization', 'b', false)`);
    expect((await client.query(`select 1 from system where name = 'x'`)).rowCount).toBe(0);
  } finally {
    await client.end();
  }
});

test('a superuser, whom no fence stops, can use the store too', async () => {
  const url = await database();
  const store = await openStore({ url: unfenced(url) });
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await make.everything(writer, 'a');
    await writer.addEvidence(Array.from({ length: 300 }, (_, ordinal) => make.evidence('many', ordinal)));
  });
  expect((await store.reader('a').counts()).evidence).toBeGreaterThan(300);
  await store.close();
});
