import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { checkLog } from '../src/outputs/proof/check.ts';
import { openStore } from '../src/store/open.ts';
import type { DumpRow } from '../src/store/rows.ts';
import { backUp, restore } from '../src/store/sqlite/backup.ts';
import type { Store } from '../src/store/store.ts';
import { canonical } from './canonical.ts';
import { type Chance, chance } from './chance.ts';
import { newDatabase } from './databases.ts';
import { type Sample, samples } from './documents.ts';
import { type Arrival, makeOrganization, scores, take } from './made.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-replay-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const HISTORIES = 40;
const LONGEST = 7;
const BACKUPS = 20;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20);
const MOMENTS = [NOW - 30 * DAY, NOW, NOW + 60 * DAY];

/**
 * A year of reports as tools write them, of three systems, some of them handed in late. No bytes come twice: they
 * are one document, and of what is said beside it the first word holds, whatever the order.
 */
function history(all: readonly Sample[], random: Chance): Arrival[] {
  const arrivals = Array.from({ length: 2 + random.below(LONGEST - 1) }, (_, index) => {
    const happened = NOW - random.below(300) * DAY;
    const sample =
      random.below(3) === 0 ? { name: `${index}.xml`, text: report(random.below(300), 5) } : random.pick(all);
    return {
      ...sample,
      happened,
      learned: happened + random.below(20) * DAY + random.below(1_000),
      system: random.pick(['Orders', 'Payments', 'Search']),
    };
  });
  return [...new Map(arrivals.map((arrival) => [arrival.text, arrival])).values()];
}

test(`F14: ${HISTORIES} histories come to the same on SQLite, on PostgreSQL, imported anew, in another order, twice`, async () => {
  const random = chance('F14');
  const all = samples();
  const sqlite = await openStore({ memory: true });
  const postgres = await openStore({ url: await newDatabase(inject('postgres')) });
  const wrong: string[] = [];
  let imports = 0;
  let comparisons = 0;
  for (let number = 0; number < HISTORIES; number += 1) {
    const arrivals = history(all, random);
    const into = async (store: Store, id: string, order: readonly Arrival[]) => {
      await makeOrganization(store, id);
      for (const arrival of order) await take(store, id, arrival);
      imports += order.length;
      return { rows: await canonical(store, id), score: await scores(store, id, MOMENTS) };
    };
    const one = await into(sqlite, `one-${number}`, arrivals);
    const same = (what: string, is: boolean) => {
      comparisons += 1;
      if (!is) wrong.push(`history ${number} (${arrivals.map(({ name }) => name).join(', ')}): ${what}`);
    };
    const other = await into(postgres, `one-${number}`, arrivals);
    same('PostgreSQL keeps other rows', other.rows.join('\n') === one.rows.join('\n'));
    same('PostgreSQL gives another score', other.score === one.score);
    const anew = await into(sqlite, `anew-${number}`, arrivals);
    same('imported anew it has other rows', anew.rows.join('\n') === one.rows.join('\n'));
    const mixed = await into(sqlite, `mixed-${number}`, random.shuffled(arrivals));
    same('in another order it gives another score', mixed.score === one.score);
    const twice = await into(sqlite, `twice-${number}`, [...arrivals, ...random.shuffled(arrivals)]);
    same('twice it has other rows', kept(twice.rows) === kept(one.rows));
    same('twice it gives another score', twice.score === one.score);
    const moved: DumpRow[] = [];
    await sqlite.dump(`one-${number}`, async (row) => {
      moved.push(row);
    });
    await postgres.load(
      `moved-${number}`,
      (async function* () {
        yield* moved.map((row) => JSON.parse(JSON.stringify(row)) as DumpRow);
      })(),
    );
    same(
      'moved it has other rows',
      (await canonical(postgres, `moved-${number}`)).join('\n') === one.rows.join('\n'),
    );
    same('moved it gives another score', (await scores(postgres, `moved-${number}`, MOMENTS)) === one.score);
    for (const store of [sqlite, postgres])
      for (const { id } of await store.organizations()) await store.removeOrganization(id);
  }
  await sqlite.close();
  await postgres.close();
  tell('F14', { histories: HISTORIES, imports, comparisons, different: wrong.length });
  expect(wrong).toEqual([]);
});

/** Without refusals, of which each try leaves one. */
function kept(rows: readonly string[]): string {
  return rows.filter((row) => !row.startsWith('{"table":"refusal"')).join('\n');
}

test(`F13: ${BACKUPS} backups while imports run; each restores to a moment that was, with its root and scores`, async () => {
  const folder = join(scratch, 'busy');
  const store = await openStore({ folder });
  await makeOrganization(store, 'a');
  const roots: string[] = [];
  const known = new Map<number, string>();
  let running = true;
  let number = 0;
  const importing = (async () => {
    // As many as one tile of the log has: its hashes tell one moment from another.
    while (running && number < 256) {
      await take(store, 'a', { name: `${number}.xml`, text: report(number, 30), learned: NOW + number });
      number += 1;
      const tile = await store.reader('a').logTile(0, 0);
      roots.push(Buffer.from(tile ?? []).toString('hex'));
      known.set(number, await scores(store, 'a', MOMENTS));
      await sleep(10);
    }
  })();
  const copies: string[] = [];
  for (let each = 0; each < BACKUPS; each += 1) {
    const file = join(scratch, `backup-${each}.db`);
    await backUp(folder, file);
    await sleep(20);
    copies.push(file);
  }
  running = false;
  await importing;
  await store.close();
  const wrong: string[] = [];
  const moments = new Set<number>();
  for (const [index, file] of copies.entries()) {
    const to = join(scratch, `restored-${index}`);
    mkdirSync(to);
    await restore(file, to, undefined);
    const again = await openStore({ folder: to });
    const { wrong: found, names } = await whole(again, 'a', 30);
    wrong.push(...found);
    const size = await checkLog(again.reader('a'));
    moments.add(size);
    const tile = Buffer.from((await again.reader('a').logTile(0, 0)) ?? []).toString('hex');
    if (size > 0 && tile !== roots[size - 1]) wrong.push(`backup ${index} has another root`);
    if (names.size !== size) wrong.push(`backup ${index} has ${names.size} documents and ${size} leaves`);
    if (size > 0 && (await scores(again, 'a', MOMENTS)) !== known.get(size))
      wrong.push(`backup ${index} scores otherwise`);
    await again.close();
  }
  tell('F13', {
    backups: copies.length,
    'imports meanwhile': number,
    'different moments': moments.size,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(moments.size).toBeGreaterThan(2);
});
