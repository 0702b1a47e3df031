import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assay } from '../src/cli/testing/run.ts';
import { openStore } from '../src/store/open.ts';
import { checkBackup } from '../src/store/sqlite/backup.ts';
import type { Store } from '../src/store/store.ts';
import { chance } from './chance.ts';
import { samplesOf } from './documents.ts';
import { makeOrganization, scores, take } from './made.ts';
import { tell } from './tell.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-flips-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const IN_BACKUP = 300;
const IN_EXPORT = 300;
const IN_DATABASE = 400;
const NOW = Date.UTC(2026, 10, 20);
const MOMENTS = [NOW, NOW + 40 * 86_400_000];
const folder = join(scratch, 'data');
const run = (data: string, ...words: string[]) => assay(words, { data, cwd: scratch, now: NOW });

beforeAll(async () => {
  const store = await openStore({ folder });
  await makeOrganization(store, 'default');
  const documents = samplesOf(
    'aws-inspector',
    'focus',
    'cyclonedx',
    'cacao',
    'grype',
    'aws-config',
    'aws-backup',
  );
  for (const [index, each] of documents.entries())
    await take(store, 'default', {
      ...each,
      learned: NOW - index * 1_000,
      happened: NOW - (index + 1) * 86_400_000,
    });
  await store.close();
});

/** The bytes of a file, with one bit of them the other way round; no bit twice. */
function flipper(file: string, name: string): () => Buffer {
  const bytes = readFileSync(file);
  const random = chance(name);
  const before = new Set<number>();
  return () => {
    let bit: number;
    // Where something is written: most of a small database is zeros that nobody reads.
    do bit = random.below(8 * bytes.length);
    while (before.has(bit) || bytes[bit >> 3] === 0);
    before.add(bit);
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped;
  };
}

test(`F8: ${IN_BACKUP} bits flipped in a backup, each is found`, async () => {
  const file = join(scratch, 'backup.db');
  expect((await run(folder, 'backup', file)).code).toBe(0);
  const copy = join(scratch, 'flipped.db');
  cpSync(`${file}.manifest.json`, `${copy}.manifest.json`);
  const flip = flipper(file, 'backup');
  let found = 0;
  for (let each = 0; each < IN_BACKUP; each += 1) {
    writeFileSync(copy, flip());
    if (await checkBackup(copy).catch(() => undefined)) continue;
    found += 1;
  }
  tell('F8 backup', { flips: IN_BACKUP, found });
  expect(found).toBe(IN_BACKUP);
});

test(`F8: ${IN_EXPORT} bits flipped in an exported organization; each is found, or changes nothing`, async () => {
  const file = join(scratch, 'whole.gz');
  expect((await run(folder, 'organization', 'export', file)).code).toBe(0);
  const store = await openStore({ folder });
  const before = await scores(store, 'default', MOMENTS);
  await store.close();
  const flip = flipper(file, 'export');
  const into = join(scratch, 'into');
  let found = 0;
  let same = 0;
  for (let each = 0; each < IN_EXPORT; each += 1) {
    writeFileSync(join(scratch, 'flipped.gz'), flip());
    const { code } = await run(into, 'organization', 'import', 'flipped.gz', '--as', `copy-${each}`);
    if (code !== 0) {
      found += 1;
      continue;
    }
    const taken = await openStore({ folder: into });
    if ((await scores(taken, `copy-${each}`, MOMENTS)) === before) same += 1;
    await taken.close();
  }
  tell('F8 export', {
    flips: IN_EXPORT,
    found,
    'in bytes that mean nothing': same,
    missed: IN_EXPORT - found - same,
  });
  expect(found + same).toBe(IN_EXPORT);
  // The name and the time in gzip's own header are all that no digest covers. (RFC 1952, 2.3)
  expect(same).toBeLessThan(IN_EXPORT / 50);
});

test(`F8: ${IN_DATABASE} bits flipped in the database; the doctor finds each that changes what was signed`, async () => {
  const store = await openStore({ folder });
  const before = await signed(store);
  const score = await scores(store, 'default', MOMENTS);
  await store.close();
  const flip = flipper(join(folder, 'assay.db'), 'database');
  const damaged = join(scratch, 'damaged');
  let found = 0;
  let harmless = 0;
  let coverage = 0;
  const missed: string[] = [];
  for (let each = 0; each < IN_DATABASE; each += 1) {
    rmSync(damaged, { recursive: true, force: true });
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'assay.db'), flip());
    const { code, err } = await run(damaged, 'doctor');
    if (err.includes('something broke')) missed.push(err);
    if (code !== 0) {
      found += 1;
      continue;
    }
    const after = await openStore({ folder: damaged });
    if ((await signed(after)) !== before) missed.push('what was signed has changed');
    // Coverage is counted from things and sightings, which no signature covers; nor does SQLite keep sums of its pages.
    else if ((await scores(after, 'default', MOMENTS).catch(String)) === score) harmless += 1;
    else coverage += 1;
    await after.close();
  }
  tell('F8 database', {
    flips: IN_DATABASE,
    found,
    'that change nothing signed and no score': harmless,
    'that change what is not signed': coverage,
    missed: missed.length,
  });
  expect(missed).toEqual([]);
  expect(found).toBeGreaterThan(IN_DATABASE / 2);
  expect(coverage).toBeLessThan(IN_DATABASE / 20);
});

/** Documents, statements and the log of them, as text. */
async function signed(store: Store): Promise<string> {
  const kept = new Set(['document', 'evidence', 'log_leaf', 'log_tile']);
  const hash = createHash('sha256');
  await store.dump('default', async ({ table, row }) => {
    if (!kept.has(table)) return;
    // How a document was counted and where it had problems is told, not signed.
    const { records: _, problems: __, problem_count: ___, findings: ____, ...rest } = row;
    const { thing: _____, reference: ______, note: _______, ...statement } = rest;
    hash.update(JSON.stringify({ table, statement }));
  });
  return hash.digest('hex');
}
