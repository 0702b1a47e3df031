import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../open.ts';
import { accounts } from '../testing/accounts.ts';
import { changes } from '../testing/changes.ts';
import { conformance } from '../testing/conformance.ts';
import { edges } from '../testing/edges.ts';
import { jobs } from '../testing/jobs.ts';
import { lists } from '../testing/lists.ts';
import { moving } from '../testing/moving.ts';
import { planning } from '../testing/planning.ts';
import { processes } from '../testing/processes.ts';
import { retention } from '../testing/retention.ts';
import * as make from '../testing/rows.ts';
import { sharing } from '../testing/sharing.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-sqlite-'));
let count = 0;
const folder = () => join(scratch, String(++count));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

conformance('SQLite in a folder', () => openStore({ folder: folder() }));
accounts('SQLite in a folder, accounts', () => openStore({ folder: folder() }));
accounts('SQLite in memory, accounts', () => openStore({ memory: true }));
lists('SQLite in memory, lists', () => openStore({ memory: true }));
planning('SQLite in a folder, planning', () => openStore({ folder: folder() }));
retention('SQLite in a folder, retention', () => openStore({ folder: folder() }));
retention('SQLite in memory, retention', () => openStore({ memory: true }));
jobs('SQLite in a folder, jobs', () => openStore({ folder: folder() }));
jobs('SQLite in memory, jobs', () => openStore({ memory: true }));
conformance('SQLite in memory', () => openStore({ memory: true }));
changes('SQLite in a folder, changes', () => openStore({ folder: folder() }));
edges('SQLite in memory', () => openStore({ memory: true }));
edges('SQLite', () => openStore({ folder: folder() }));
sharing('SQLite, shared', () => openStore({ memory: true }));
moving('SQLite, moved', () => openStore({ folder: folder() }));
processes('SQLite', async () => ({ folder: folder() }));

test('what was kept is there when the folder is opened again, readable by its owner only', async () => {
  const where = folder();
  const store = await openStore({ folder: where });
  await store.write('a', (writer) => writer.putOrganization(make.organization('a')));
  await store.close();
  const again = await openStore({ folder: where });
  expect(await again.reader('a').organization()).toEqual(make.organization('a'));
  await again.close();
  expect(statSync(join(where, 'assay.db')).mode & 0o777).toBe(0o600);
});

test('a store that a newer Assay wrote to is refused, naming both versions', async () => {
  const where = folder();
  await (await openStore({ folder: where })).close();
  const database = new Sqlite(join(where, 'assay.db'));
  database.pragma('user_version = 99');
  database.close();
  await expect(openStore({ folder: where })).rejects.toThrow(/version 99; this Assay knows versions up to 3/);
});

test('evidence cannot be changed or deleted behind the store’s back', async () => {
  const where = folder();
  const store = await openStore({ folder: where });
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await make.everything(writer, 'a');
    await make.witnessed(writer);
  });
  await store.close();
  const database = new Sqlite(join(where, 'assay.db'));
  expect(() => database.exec("update evidence set automation = 'full'")).toThrow('append-only');
  expect(() => database.exec('delete from evidence')).toThrow('append-only');
  expect(() => database.exec('delete from document')).toThrow('append-only');
  // A name in the audit log becomes that of an erased person, and nothing else.
  expect(() => database.exec("update audit set actor_name = 'Mallory'")).toThrow('append-only');
  database.exec("insert into erased values ('p', 'Erased', 1)");
  for (const change of ["actor = 'q'", 'at = 2', "target = 'z'", "detail = '[]'", "action = 'z'"])
    expect(() => database.exec(`update audit set actor_name = 'Erased', ${change}`), change).toThrow(
      'append-only',
    );
  database.exec("update audit set actor_name = 'Erased', address = null");
  // What opens for compacting opens for evidence alone.
  database.exec('update organization set removing = 2');
  for (const table of ['document', 'audit', 'log_leaf'])
    expect(() => database.exec(`delete from ${table}`), table).toThrow('append-only');
  database.exec('delete from evidence');
  database.close();
});
