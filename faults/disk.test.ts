import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { assay } from '../src/cli/testing/run.ts';
import { OWN } from '../src/intake/organization.ts';
import { recordingLog } from '../src/server/testing/recording-log.ts';
import { stage } from '../src/server/testing/stage.ts';
import { openStore } from '../src/store/open.ts';
import { migrations } from '../src/store/shared/schema.ts';
import { typed } from '../src/store/sqlite/migrate.ts';
import { SQLITE } from '../src/store/sqlite/words.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-disk-'));
const mounted: string[] = [];
afterAll(() => {
  for (const disk of mounted) spawnSync('umount', ['-l', disk]);
  rmSync(scratch, { recursive: true, force: true });
});

/** Sizes of the disks, in MiB. */
const DISKS = [3, 4, 5, 6, 8];
const CASES = 300;
const NOW = Date.UTC(2026, 10, 20);

/** A disk of its own in memory; undefined where this process may not mount one. */
function disk(mib: number): string | undefined {
  const folder = join(scratch, `disk-${mounted.length}-${mib}`);
  mkdirSync(folder);
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder]);
  if (done.status !== 0) return undefined;
  mounted.push(folder);
  return folder;
}

const free = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Leaves so many bytes of a disk free. @returns how to give the rest back */
function fill(folder: string, left: number): () => void {
  const file = join(folder, 'filler');
  writeFileSync(file, Buffer.alloc(Math.max(0, free(folder) - left)));
  return () => rmSync(file);
}

const run = (data: string, ...words: string[]) => assay(words, { data, cwd: scratch, now: NOW });

// A run that may not mount says so, loudly: what stands in for it is the next test, which needs no disk.
const mayMount = disk(3) !== undefined;
if (!mayMount)
  console.warn(
    `faults F4: SKIPPED ${DISKS.length} disks: only root may mount them; the limit on pages stands in`,
  );

test.skipIf(!mayMount)(
  `F4: ${DISKS.length} disks run full under imports; writes stop with 507, reads go on, and it recovers`,
  async () => {
    let imports = 0;
    let refused = 0;
    const wrong: string[] = [];
    for (const mib of DISKS) {
      const folder = disk(mib) ?? '';
      const give = fill(folder, (mib - 1.6) * 1024 * 1024);
      const store = await openStore({ folder });
      const server = await stage({ store, logging: recordingLog().logging, requestsPerMinute: 1e9 });
      const machine = await server.machine(['import', 'read']);
      const hand = (number: number) =>
        server.ask({
          method: 'POST',
          url: `/api/v1/imports?name=${number}.xml&system=Orders`,
          headers: { 'content-type': 'application/octet-stream' },
          payload: report(number, CASES),
          as: machine,
        });
      const kept = new Set<string>();
      let number = 0;
      for (let full = 0; full < 4; number += 1) {
        const { status, text } = await hand(number);
        if (status === 200 || status === 201) kept.add(`${number}.xml`);
        else {
          full += 1;
          refused += 1;
          if (status !== 507) wrong.push(`${mib} MiB: ${status} ${text}`);
        }
        const read = await server.ask({ method: 'GET', url: '/api/v1/portfolio', as: machine });
        if (read.status !== 200) wrong.push(`${mib} MiB: a read answers ${read.status}`);
        if (number > 5_000) throw new Error('The disk never ran full.');
      }
      imports += kept.size;
      const first = await whole(store, OWN, CASES);
      wrong.push(...first.wrong, ...[...kept].filter((name) => !first.names.has(name)));
      give();
      const again = await hand(number);
      if (again.status >= 300) wrong.push(`${mib} MiB: with space again: ${again.status} ${again.text}`);
      wrong.push(...(await whole(store, OWN, CASES)).wrong);
      await server.close();
    }
    tell('F4 imports', {
      disks: DISKS.length,
      imports,
      'refused for want of space': refused,
      wrong: wrong.length,
    });
    expect(wrong).toEqual([]);
    expect(refused).toBe(4 * DISKS.length);
  },
);

test.skipIf(!mayMount)(
  'F4: backups, exports and upgrades on a full disk fail with a sentence, and leave what was there',
  async () => {
    const data = join(scratch, 'data');
    const store = await openStore({ folder: data });
    await stageless(store);
    await store.close();
    const folder = disk(8) ?? '';
    const wrong: string[] = [];
    let faults = 0;
    for (let left = 0; left < 1_600_000; left += 160_000) {
      for (const words of [
        ['backup', join(folder, 'copy.db')],
        ['organization', 'export', join(folder, 'copy.gz')],
      ]) {
        const give = fill(folder, words[0] === 'organization' ? left / 400 : left);
        const { code, err } = await run(data, ...words);
        give();
        faults += 1;
        const what = `${words[0]} with ${left} bytes: ${err}`;
        if (code !== 0 && (err.includes('something broke') || !/disk|space/i.test(err))) wrong.push(what);
        const names = spawnSync('ls', ['-A', folder], { encoding: 'utf8' }).stdout.trim();
        if (code !== 0 && names !== '') wrong.push(`${what} leaves ${names}`);
        for (const name of names.split('\n'))
          rmSync(join(folder, name || 'none'), { force: true, recursive: true });
      }
      faults += 1;
      wrong.push(...(await upgraded(folder, left)));
    }
    tell('F4 backup, export, upgrade', { faults, wrong: wrong.length });
    expect(wrong).toEqual([]);
  },
);

async function stageless(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  const { ensureOrganization } = await import('../src/intake/organization.ts');
  const { take } = await import('./made.ts');
  await ensureOrganization(store, NOW, 'UTC');
  for (let each = 0; each < 4; each += 1)
    await take(store, OWN, { name: `${each}.xml`, text: report(each, CASES), learned: NOW });
}

/** An older store on a disk with so many bytes left: it is upgraded, or as it was, and readable by the older Assay. */
async function upgraded(folder: string, left: number): Promise<string[]> {
  const file = join(folder, 'assay.db');
  const old = new Sqlite(file);
  for (const statement of migrations(SQLITE)[0] ?? []) old.exec(typed(statement));
  old.pragma('user_version = 1');
  old.exec(`insert into organization (id, name, time_zone, created, example) values ('a', 'A', 'UTC', 1, 0)`);
  old.close();
  const give = fill(folder, left);
  const { code, err } = await run(folder, 'upgrade');
  give();
  const after = new Sqlite(file);
  const version = after.pragma('user_version', { simple: true });
  const sound = after.pragma('integrity_check', { simple: true });
  const kept = after.prepare('select count(*) from organization').pluck().get();
  after.close();
  for (const name of spawnSync('ls', ['-A', folder], { encoding: 'utf8' }).stdout.trim().split('\n'))
    rmSync(join(folder, name), { force: true });
  if (sound !== 'ok' || kept !== 1) return [`upgrade with ${left} bytes: ${sound}, ${kept} organizations`];
  if (code === 0)
    return version === migrations(SQLITE).length ? [] : [`upgrade with ${left} bytes: ${version}`];
  return version === 1 && /disk|space/i.test(err) ? [] : [`upgrade with ${left} bytes: ${version} ${err}`];
}

test('F4: a database that may not grow refuses imports for want of space, and takes them when it may', async () => {
  const folder = join(scratch, 'bounded');
  const store = await openStore({ folder });
  await stageless(store);
  await store.close();
  const pages = () => {
    const look = new Sqlite(join(folder, 'assay.db'));
    const count = Number(look.pragma('page_count', { simple: true }));
    look.close();
    return count;
  };
  const bounded = await openStore({ folder });
  const { take } = await import('./made.ts');
  let refused = 0;
  let kept = 4;
  // The limit is the connection's own: a write of the store sets it on the one that writes. (sqlite.org/pragma.html)
  const limit = pages() + 24;
  const before = readFileSync(join(folder, 'assay.db')).length;
  expect(before).toBeGreaterThan(0);
  await limited(bounded, limit, async () => {
    for (let each = 4; refused < 3; each += 1) {
      const done = await take(bounded, OWN, {
        name: `${each}.xml`,
        text: report(each, CASES),
        learned: NOW,
      }).catch((error: unknown) => ({ status: 'refused' as const, why: String(error) }));
      if (done.status === 'imported') kept += 1;
      else {
        refused += 1;
        expect(done).toMatchObject({ why: expect.stringContaining('disk is full') });
      }
      if (each > 500) throw new Error('It never ran full.');
    }
  });
  const { wrong, names } = await whole(bounded, OWN, CASES);
  expect(wrong).toEqual([]);
  expect(names.size).toBe(kept);
  await bounded.close();
  const free_ = await openStore({ folder });
  const { status } = await take(free_, OWN, { name: 'last.xml', text: report(9_999, CASES), learned: NOW });
  await free_.close();
  expect(status).toBe('imported');
  tell('F4 pages', { imports: kept - 4, 'refused for want of space': refused, wrong: wrong.length });
});

/** Runs work while the store's database may not have more pages than this. */
async function limited(
  store: Awaited<ReturnType<typeof openStore>>,
  pages: number,
  work: () => Promise<void>,
) {
  const { prototype } = Sqlite as unknown as { prototype: Sqlite.Database };
  const { exec } = prototype;
  prototype.exec = function (this: Sqlite.Database, sql: string) {
    if (sql === 'begin immediate') this.pragma(`max_page_count = ${pages}`);
    return exec.call(this, sql);
  };
  try {
    await work();
  } finally {
    prototype.exec = exec;
  }
  await store.organizations();
}
