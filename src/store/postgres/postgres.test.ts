import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { openStore } from '../open.ts';
import { conformance } from '../testing/conformance.ts';
import { edges } from '../testing/edges.ts';
import { processes } from '../testing/processes.ts';
import * as make from '../testing/rows.ts';
import { sharing } from '../testing/sharing.ts';

let count = 0;

/** Address of a new, empty database. */
async function database(): Promise<string> {
  const name = `assay_${process.pid}_${++count}`;
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return inject('postgres').replace(/\/[^/]*$/, `/${name}`);
}

conformance('PostgreSQL', async () => openStore({ url: await database() }));
edges('PostgreSQL', async () => openStore({ url: await database() }));
sharing('PostgreSQL, shared', async () => openStore({ url: await database() }));
processes('PostgreSQL', async () => ({ url: await database() }));

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

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
  await expect(openStore({ url })).rejects.toThrow(/version 99; this Assay knows versions up to 1/);
});

test('evidence cannot be changed or deleted behind the store’s back', async () => {
  const url = await database();
  const store = await openStore({ url });
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await make.everything(writer, 'a');
  });
  await store.close();
  await expect(query(url, "update evidence set automation = 'full'")).rejects.toThrow('append-only');
  await expect(query(url, 'delete from evidence')).rejects.toThrow('append-only');
  await expect(query(url, 'delete from document')).rejects.toThrow('append-only');
});

test('a server that is not there is told in one sentence', async () => {
  await expect(openStore({ url: 'postgres://assay@127.0.0.1:1/none' })).rejects.toThrow(
    'PostgreSQL does not answer.',
  );
});
