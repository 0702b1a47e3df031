import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../src/records/refusal.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { type Chance, chance } from './chance.ts';
import { makeOrganization, take } from './made.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-torn-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const DAMAGES = 500;
const DOCUMENTS = 24;
/** Header of the log, and of each of its frames. (sqlite.org/fileformat2.html#walformat) */
const HEADER = 32;
const FRAME = 24 + 4_096;

/** What a power loss can leave of a log whose end was not on the disk yet. */
const WAYS: Readonly<Record<string, (log: Buffer, random: Chance) => Buffer>> = {
  cut: (log, random) => log.subarray(0, random.below(log.length)),
  'cut to whole frames': (log, random) =>
    log.subarray(0, HEADER + FRAME * random.below(Math.floor((log.length - HEADER) / FRAME))),
  'zeros at the end': (log, random) => Buffer.from(log).fill(0, random.below(log.length)),
  'two frames in each other’s place': (log, random) => {
    const frames = Math.floor((log.length - HEADER) / FRAME);
    const [one, other] = [random.below(frames), random.below(frames)].map(
      (each) => HEADER + each * FRAME,
    ) as [number, number];
    const torn = Buffer.from(log);
    log.copy(torn, one, other, other + FRAME);
    log.copy(torn, other, one, one + FRAME);
    return torn;
  },
  'a frame of nothing': (log, random) => {
    const begin = HEADER + FRAME * random.below(Math.floor((log.length - HEADER) / FRAME));
    return Buffer.from(log).fill(0, begin, begin + FRAME);
  },
  'a flipped bit': (log, random) => {
    const torn = Buffer.from(log);
    const place = random.below(torn.length);
    torn[place] = (torn[place] ?? 0) ^ (1 << random.below(8));
    return torn;
  },
};

/** Everything that is in it, exactly. */
async function digest(store: Store): Promise<string> {
  const hash = createHash('sha256');
  await store.dump('a', async (row) => {
    hash.update(JSON.stringify(row));
  });
  return hash.digest('hex');
}

test(`F7: a torn log of SQLite, ${DAMAGES} times; it opens to a moment that was, or is refused`, async () => {
  const origin = join(scratch, 'origin');
  const begun = await openStore({ folder: origin });
  await makeOrganization(begun, 'a');
  await begun.close();
  // What was closed is in the database itself; all that follows is in the log only.
  const store = await openStore({ folder: origin });
  const moments = [await digest(store)];
  for (let each = 0; each < DOCUMENTS; each += 1) {
    await take(store, 'a', {
      name: `${each}.xml`,
      text: report(each, 10),
      learned: Date.UTC(2026, 10, 20) + each,
    });
    moments.push(await digest(store));
  }
  const lost = join(scratch, 'lost');
  cpSync(origin, lost, { recursive: true });
  await store.close();
  const log = readFileSync(join(lost, 'assay.db-wal'));
  const database = readFileSync(join(lost, 'assay.db'));
  expect(log.length).toBeGreaterThan(100 * FRAME);

  const random = chance('F7');
  const reached = new Set<number>();
  let refused = 0;
  let strange = 0;
  for (let each = 0; each < DAMAGES; each += 1) {
    const folder = join(scratch, 'torn');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const way = random.pick(Object.values(WAYS));
    writeFileSync(join(folder, 'assay.db'), database);
    writeFileSync(join(folder, 'assay.db-wal'), way(log, random));
    const torn = await openStore({ folder }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      refused += 1;
    });
    if (!torn) continue;
    const moment = moments.indexOf(await digest(torn));
    if (moment === -1 || (await torn.examine()).some(({ wrong }) => wrong.length > 0)) strange += 1;
    reached.add(moment);
    // And it goes on from there.
    const { status } = await take(torn, 'a', {
      name: 'next.xml',
      text: report(99, 10),
      learned: Date.UTC(2026, 10, 21),
    });
    expect(status).toBe('imported');
    await torn.close();
  }
  tell('F7 SQLite', {
    'torn logs': DAMAGES,
    'different moments that they opened to': reached.size,
    refused,
    'opened to something that never was': strange,
  });
  expect(strange).toBe(0);
  expect(reached.size, 'the damage fell everywhere').toBeGreaterThan(DOCUMENTS / 2);
});
