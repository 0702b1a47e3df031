import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openStore } from '../store/open.ts';
import * as make from '../store/testing/rows.ts';
import { assay } from './testing/run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-keeping-'));
const NOW = Date.UTC(2026, 10, 20);
const data = join(scratch, 'data');
let count = 0;

beforeAll(async () => {
  expect((await run('demo')).code).toBe(0);
}, 240_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const run = (...words: string[]) => assay(words, { data, cwd: scratch, now: NOW });
const at =
  (folder: string, env: Record<string, string> = {}) =>
  (...words: string[]) =>
    assay(words, { data: folder, cwd: scratch, now: NOW, env });
const fresh = (name: string) => join(scratch, `${name}-${++count}`);
const scores = async (cli: typeof run, ...more: string[]) =>
  JSON.parse((await cli('score', '--organization', 'example', '--json', ...more)).out);

describe('a backup', () => {
  const file = join(scratch, 'backup.db');

  test('is made while somebody writes, restores to the same scores, and the doctor finds nothing', async () => {
    const writing = new Sqlite(join(data, 'assay.db'));
    writing.exec('begin immediate');
    writing.exec(`update organization set name = 'half done' where id = 'default'`);
    const made = await run('backup', file, '--json');
    writing.exec('rollback');
    writing.close();
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out)).toMatchObject({
      version: 3,
      organizations: [{ id: 'default' }, { id: 'example' }],
    });
    const folder = fresh('restored');
    expect((await at(folder)('restore', file)).code).toBe(0);
    for (const moment of ['2026-11-20', '2026-03-01', '2027-02-01'])
      expect(await scores(at(folder), '--at', moment)).toEqual(await scores(run, '--at', moment));
    const doctor = await at(folder)('doctor');
    expect(doctor.out).not.toContain('WRONG');
    expect(doctor.code).toBe(0);
    const organizations = await at(folder)('systems', '--organization', 'default', '--json');
    expect(organizations.out).not.toContain('half done');
  });

  test('ends, and is one moment, however often somebody writes meanwhile', async () => {
    const folder = fresh('busy');
    await at(folder)('restore', file);
    const store = await openStore({ folder });
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        await store.write('default', async (each) => {
          await each.addDocument(make.document(`d${written}`));
          await each.addEvidence([make.evidence(`d${written}`, 0), make.evidence(`d${written}`, 1)]);
          await each.finishDocument(make.document(`d${written}`));
        });
        written += 1;
        await new Promise(setImmediate);
      }
    })();
    const { backUp } = await import('../store/sqlite/backup.ts');
    const copies = [];
    for (let each = 0; each < 10; each += 1) copies.push(await backUp(folder, join(folder, `copy-${each}`)));
    writing = false;
    await writer;
    await store.close();
    expect(written).toBeGreaterThan(20);
    const counts = copies.map(({ organizations }) => organizations[0]?.evidence ?? 0);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[9]).toBeGreaterThan(counts[0] ?? 0);
    const last = fresh('last');
    await at(last)('restore', join(folder, 'copy-9'));
    const restored = await openStore({ folder: last });
    const { documents, evidence } = await restored.reader('default').counts();
    expect([evidence, evidence]).toEqual([2 * documents, counts[9]]);
    await restored.close();
  }, 120_000);

  test('holds the key where that is wanted, and shows a flipped bit in it', async () => {
    const folder = fresh('keyed');
    await at(folder)('restore', file);
    const copy = join(scratch, 'keyed.db');
    expect((await at(folder)('backup', copy, '--with-key')).err).toContain('There is no key here');
    await at(folder)('webhooks', 'add', 'Hook');
    const key = readFileSync(join(folder, 'key'), 'utf8');
    expect((await at(folder)('backup', copy, '--with-key')).code).toBe(0);
    expect(statSync(`${copy}.key`).mode & 0o777).toBe(0o600);
    const restored = fresh('keyed-again');
    expect((await at(restored)('restore', copy)).code).toBe(0);
    expect(readFileSync(join(restored, 'key'), 'utf8')).toBe(key);
    const other = fresh('other-key');
    await at(other)('webhooks', 'add', 'Hook');
    expect((await at(other)('restore', copy, '--force')).err).toContain('another key');
    writeFileSync(`${copy}.key`, Buffer.alloc(32, 1).toString('base64'));
    expect((await run('doctor', '--backup', copy)).code).toBe(1);
  });

  test('is not for PostgreSQL, which is said with what is', async () => {
    const elsewhere = at(fresh('none'), { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    for (const command of ['backup', 'restore']) {
      const { code, err } = await elsewhere(command, 'x.db');
      expect([command, code]).toEqual([command, 2]);
      expect(err).toContain('pg_dump, or assay organization export');
    }
  });

  test('is never written over, nor does it write over a store', async () => {
    expect((await run('backup', file)).code).toBe(1);
    const again = await run('restore', file);
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toContain('There is a store here already');
    const folder = fresh('forced');
    await at(folder)('restore', file);
    const forced = await at(folder)('restore', file, '--force');
    expect(forced.code).toBe(0);
    const moved = /is now (\S+)\.$/m.exec(forced.err)?.[1] ?? '';
    expect(existsSync(moved)).toBe(true);
  });

  test('shows every bit that is flipped', async () => {
    const bytes = readFileSync(file);
    const copy = join(scratch, 'flipped.db');
    writeFileSync(`${copy}.manifest.json`, readFileSync(`${file}.manifest.json`));
    const { checkBackup } = await import('../store/sqlite/backup.ts');
    for (let each = 0; each < 200; each += 1) {
      const place = randomBytes(4).readUInt32BE() % bytes.length;
      const bit = 1 << (each % 8);
      bytes[place] = (bytes[place] ?? 0) ^ bit;
      writeFileSync(copy, bytes);
      await expect(checkBackup(copy)).rejects.toThrow('not as it was made');
      bytes[place] = (bytes[place] ?? 0) ^ bit;
    }
    writeFileSync(copy, bytes);
    expect((await run('doctor', '--backup', copy)).code).toBe(0);
  }, 120_000);
});

test('the doctor finds what was changed behind the store’s back', async () => {
  const folder = fresh('forged');
  const file = join(scratch, `${count}.db`);
  await run('backup', file);
  await at(folder)('restore', file);
  const forged = async (sql: string) => {
    const forger = new Sqlite(join(folder, 'assay.db'));
    forger.exec(sql);
    forger.close();
    return at(folder)('doctor');
  };
  /** Past a rule that is put back afterwards. */
  const past = (trigger: string, sql: string) => {
    const look = new Sqlite(join(folder, 'assay.db'));
    const rule = look.prepare(`select sql from sqlite_schema where name = '${trigger}'`).pluck().get();
    look.close();
    return forged(`drop trigger ${trigger}; ${sql}; ${rule}`);
  };
  const statement = `where ordinal = 0 and organization = 'example'`;
  const second = await past('evidence_kept', `update evidence set at = at + 86400000 ${statement}`);
  expect([second.code, second.out]).toEqual([
    1,
    expect.stringContaining('has other statements than were signed'),
  ]);
  await past('evidence_kept', `update evidence set at = at - 86400000 ${statement}`);
  const third = await past('document_kept', `update document set tool = 'x' where organization = 'example'`);
  expect([third.code, third.out]).toEqual([1, expect.stringContaining('tool is not as it was signed')]);
  // That a rule is gone is enough to be told of it.
  const last = await forged('drop trigger evidence_kept');
  expect([last.code, last.out]).toEqual([1, expect.stringContaining('trigger evidence_kept is missing')]);
});

test('an upgrade says what it did, or would do', async () => {
  const folder = fresh('upgraded');
  const dry = await at(folder)('upgrade', '--dry-run');
  expect(dry.out).toContain('There is no store yet; it can be brought to version 3. Nothing was changed.');
  expect(existsSync(folder)).toBe(false);
  expect((await at(folder)('upgrade')).out).toContain('now it is of version 3');
  expect(JSON.parse((await at(folder)('upgrade', '--json')).out)).toEqual({
    ...{ from: 3, to: 3, copy: null, dryRun: false },
  });
});

describe('an organization moves', () => {
  test('from SQLite to PostgreSQL and back, byte for byte, with the same scores', async () => {
    const first = join(scratch, 'first.gz');
    expect((await run('organization', 'export', first, '--organization', 'example')).code).toBe(0);
    const inPostgres = at(fresh('none'), { DATABASE_URL: await database() });
    const taken = await inPostgres('organization', 'import', first);
    expect(taken.err).toContain('as the organization "example"');
    expect(await scores(inPostgres)).toEqual(await scores(run));
    expect((await inPostgres('doctor')).out).not.toContain('WRONG');
    const second = join(scratch, 'second.gz');
    await inPostgres('organization', 'export', second, '--organization', 'example');
    const linesOf = (file: string) => gunzipSync(readFileSync(file)).toString().split('\n');
    const [before, after] = [linesOf(first), linesOf(second)];
    expect(after.find((line, index) => line !== before[index])).toBe(undefined);
    expect(after.length).toBe(before.length);
    const back = at(fresh('back'));
    expect((await back('organization', 'import', second)).code).toBe(0);
    expect(await scores(back)).toEqual(await scores(run));
    expect((await back('organization', 'import', second)).err).toContain(
      'There is an organization "example" already',
    );
  }, 240_000);

  test('what was cut or altered is refused, and nothing of it is kept', async () => {
    const whole = join(scratch, 'first.gz');
    const text = gunzipSync(readFileSync(whole)).toString();
    const lines = text.trimEnd().split('\n');
    const bad: [string, Buffer][] = [
      ['cut.gz', readFileSync(whole).subarray(0, 2_000)],
      ['short.gz', gzipSync(`${lines.slice(0, -1).join('\n')}\n`)],
      ['altered.gz', gzipSync(text.replace('"semi"', '"full"'))],
      ['fewer.gz', gzipSync(`${[...lines.slice(0, 9), ...lines.slice(10)].join('\n')}\n`)],
      ['newer.gz', gzipSync(text.replace('"version":3', '"version":99'))],
      ['other.gz', gzipSync('{"a":1}\n')],
      ['plain.gz', Buffer.from('nothing of the kind')],
    ];
    const folder = fresh('bad');
    for (const [name, bytes] of bad) {
      writeFileSync(join(scratch, name), bytes);
      const tried = await at(folder)('organization', 'import', name);
      expect([name, tried.code]).toEqual([name, 1]);
      expect(tried.err).toContain(name);
    }
    expect((await at(folder)('score', '--organization', 'example')).code).toBe(1);
  }, 120_000);
});

test('a score is proved and verified from the command line', async () => {
  const systems = JSON.parse((await run('systems', '--organization', 'example', '--json')).out) as {
    id: string;
  }[];
  const system = systems[0]?.id ?? '';
  const file = join(scratch, 'proof.json');
  expect((await run('prove', system, '--organization', 'example', '-o', file)).code).toBe(0);
  const key = /^key {2}(\S+)/m.exec((await run('log', '--organization', 'example')).out)?.[1] ?? '';
  const elsewhere = at(fresh('elsewhere'));
  const held = await elsewhere('verify', file, '--key', key);
  expect(held.out).toContain('It holds');
  expect(held.code).toBe(0);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"level":2', '"level":3'));
  const broken = await elsewhere('verify', file, '--key', key);
  expect(broken).toMatchObject({ code: 1, out: '' });
  expect(broken.err).toMatch(/is stated/);
  expect((await run('log', 'rotate', '--organization', 'example')).code).toBe(0);
  expect((await run('log', 'check', '--organization', 'example')).err).toContain('as they were signed');
}, 120_000);

async function database(): Promise<string> {
  const name = `assay_keeping_${process.pid}_${++count}`;
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(`create role ${name} login`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  const url = new URL(inject('postgres'));
  url.username = name;
  url.pathname = `/${name}`;
  return url.href;
}
