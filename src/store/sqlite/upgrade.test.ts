import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openStore, upgradeStore } from '../open.ts';
import { migrations, SCHEMA_VERSION } from '../shared/schema.ts';
import { compiledStore } from '../testing/compiled.ts';
import { expectListed, OLD_RECORDS } from '../testing/old-records.ts';
import { typed } from './migrate.ts';
import { SQLITE } from './words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-upgrade-'));
let count = 0;
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const EVIDENCE = 20_000;
const KILLS = 40;

/** The file of a store as version 1 of the schema kept it, with rows. */
function version1(): string {
  const folder = join(scratch, String(++count));
  mkdirSync(folder);
  const file = join(folder, 'assay.db');
  const database = new Sqlite(file);
  database.pragma('journal_mode = wal');
  for (const statement of migrations(SQLITE)[0] ?? []) database.exec(typed(statement));
  database.pragma('user_version = 1');
  database.exec(`insert into organization (id, name, time_zone, created, example, evidence)
    values ('a', 'Organization a', 'Europe/Berlin', 1000, 0, ${EVIDENCE})`);
  database.exec(`insert into system (organization, id, name, created) values ('a', 's', 'System', 1)`);
  database.exec(`insert into document (organization, sha256, name, bytes, adapter, tool, learned, origin, records, findings,
    problems, problem_count, finished) values ('a', 'd', 'report', 1, 'x', 'x', 1, '{"kind":"person","name":"x"}', '{}', 0, '[]', 0, 1)`);
  database.exec(OLD_RECORDS);
  const add =
    database.prepare(`insert into evidence (organization, document, ordinal, system, aspect, output, automation,
    declared, at, learned, note) values ('a', 'd', ?, 's', 'patch', 'test', 'semi', 0, ?, 20, ?)`);
  database.transaction(() => {
    for (let each = 0; each < EVIDENCE; each += 1) add.run(each, each, 'x'.repeat(200));
  })();
  database.close();
  return file;
}

/** Version, and whether it is whole: the rows of version 1, and exactly the tables of its version. */
function look(file: string) {
  const database = new Sqlite(file, { readonly: true });
  try {
    const one = (sql: string) => database.prepare(sql).pluck().get();
    return {
      version: one('pragma user_version'),
      whole: one('pragma integrity_check'),
      evidence: one('select count(*) from evidence'),
      newer: one(`select count(*) from sqlite_schema where name = 'person'`),
    };
  } finally {
    database.close();
  }
}
const AT_1 = { version: 1, whole: 'ok', evidence: EVIDENCE, newer: 0 };
const AT_2 = { version: SCHEMA_VERSION, whole: 'ok', evidence: EVIDENCE, newer: 1 };

test('what an older Assay kept is there after the upgrade, and beside it as it was', async () => {
  const file = version1();
  const folder = join(file, '..');
  const store = await openStore({ folder });
  const reader = store.reader('a');
  expect((await reader.organization())?.name).toBe('Organization a');
  expect(await reader.practices({ known: 1e15 })).toHaveLength(EVIDENCE);
  expect(await reader.counts()).toMatchObject({ documents: 1, evidence: EVIDENCE });
  expect((await store.examine()).filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  await expectListed(store);
  await store.close();
  expect(look(file)).toEqual(AT_2);
  expect(look(`${file}.version-1`)).toEqual(AT_1);
  expect(statSync(`${file}.version-1`).mode & 0o777).toBe(0o600);
  // The copy is a store of its own: put in place, it upgrades again, and writes over no other copy.
  copyFileSync(`${file}.version-1`, file);
  for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true });
  expect(await upgradeStore({ folder })).toEqual({
    from: 1,
    to: SCHEMA_VERSION,
    copy: `${file}.version-1.2`,
  });
  expect(await upgradeStore({ folder })).toEqual({
    from: SCHEMA_VERSION,
    to: SCHEMA_VERSION,
    copy: undefined,
  });
});

test('a rehearsal does all of it, and keeps none of it', async () => {
  const file = version1();
  const folder = join(file, '..');
  expect(await upgradeStore({ folder }, true)).toEqual({ from: 1, to: SCHEMA_VERSION, copy: undefined });
  expect(look(file)).toEqual(AT_1);
  expect(readdirSync(folder).filter((name) => name.includes('version'))).toEqual([]);
  const none = join(scratch, 'none');
  expect(await upgradeStore({ folder: none }, true)).toEqual({
    from: 0,
    to: SCHEMA_VERSION,
    copy: undefined,
  });
  expect(readdirSync(scratch)).not.toContain('none');
});

test('an upgrade that fails leaves what was there, and says so in a rehearsal too', async () => {
  const file = version1();
  const folder = join(file, '..');
  const foreign = new Sqlite(file);
  foreign.exec('create table session (x)');
  foreign.close();
  for (const rehearse of [true, false])
    await expect(upgradeStore({ folder }, rehearse)).rejects.toThrow('session already exists');
  expect(look(file)).toEqual(AT_1);
});

test(`killed ${KILLS} times in the middle of an upgrade: it is at one version or the other, whole`, async () => {
  const built = compiledStore();
  try {
    const pristine = version1();
    const file = join(scratch, 'killed', 'assay.db');
    const script = `const { upgradeStore } = await import(${JSON.stringify(join(built, 'store/open.js'))});
      await import(${JSON.stringify(join(built, 'store/sqlite/open.js'))});
      process.stdout.write('now');
      await upgradeStore({ folder: ${JSON.stringify(join(file, '..'))} });
      process.stdout.write('done');`;
    const start = () => {
      rmSync(join(file, '..'), { recursive: true, force: true });
      mkdirSync(join(file, '..'));
      copyFileSync(pristine, file);
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const told = new Promise((resolve) => child.stdout.once('data', resolve));
      const ended = new Promise((resolve) => child.once('close', resolve));
      return { child, told, ended };
    };
    const whole = start();
    await whole.told;
    const begun = performance.now();
    expect(await whole.ended).toBe(0);
    const takes = performance.now() - begun;
    const seen = new Set<unknown>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, told, ended } = start();
      await told;
      await sleep((takes * kill) / KILLS);
      child.kill('SIGKILL');
      await ended;
      const after = look(file);
      seen.add(after.version);
      expect([AT_1, AT_2]).toContainEqual(after);
      // Whatever was left lying about, the next start does it.
      await upgradeStore({ folder: join(file, '..') });
      expect(look(file)).toEqual(AT_2);
      const copies = readdirSync(join(file, '..')).filter((name) => name.includes('.version-1'));
      for (const copy of copies) expect(look(join(file, '..', copy))).toEqual(AT_1);
    }
    expect(seen).toContain(1);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}, 240_000);
