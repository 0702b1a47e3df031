import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { OWN } from '../src/intake/organization.ts';
import { openStore, type StoreLocation } from '../src/store/open.ts';
import { type Chance, chance } from './chance.ts';
import { assay, type Child, importing } from './children.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

/** Few results in each, so that a kill falls into a different phase each time, and often between two imports. */
const CASES = 40;
/** Imports that a process would do, were it left alone: more than it ever gets to. */
const MANY = 1_000;
/** How long it is left alone at most after its first word, in milliseconds. */
const LEFT_ALONE = 150;
/** Restarting after a kill may take this long (RELIABILITY.md). */
const RESTART = 2_000;

/** Kills processes in the middle of their imports, again and again, and looks at what they leave. */
export function kills(
  id: string,
  name: string,
  count: { imports: number; commands: number },
  location: () => Promise<StoreLocation>,
): void {
  const scratch = mkdtempSync(join(tmpdir(), 'assay-kills-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test(`${id} ${name}: kill -9 in the middle of an import; nothing acknowledged is lost, nothing is there in part`, async () => {
    const at = await location();
    const random = chance(id);
    const acknowledged = new Set<string>();
    let slowest = 0;
    let hit = 0;
    const looked = async () => {
      const begun = performance.now();
      const store = await openStore(at);
      await store.reader(OWN).counts();
      slowest = Math.max(slowest, performance.now() - begun);
      await store.close();
    };
    for (let kill = 0; kill < count.imports; kill += 1) {
      const child = importing({ location: at, from: kill * MANY, count: MANY, cases: CASES });
      await killed(child, /^imported/, random);
      for (const line of child.lines()) {
        const [status, file = ''] = line.split(' ');
        if (status === 'imported') acknowledged.add(file);
        else if (status !== 'known') throw new Error(line);
      }
      hit += 1;
      await looked();
    }
    for (let kill = 0; kill < count.commands; kill += 1) {
      const folder = join(scratch, String(kill));
      mkdirSync(folder);
      for (let each = 0; each < 25; each += 1) {
        const number = 1_000_000 + kill * MANY + each;
        writeFileSync(join(folder, `${number}.xml`), report(number, CASES));
      }
      const where = 'url' in at ? [] : 'folder' in at ? ['--data', at.folder] : [];
      const child = assay(
        ['import', folder, '--system', 'Orders', ...where],
        'url' in at ? { DATABASE_URL: at.url } : {},
      );
      if (await killed(child, /^imported/, random)) hit += 1;
      for (const line of child.lines()) {
        const file = /^imported {2}\S*?(\d+\.xml)/.exec(line)?.[1];
        if (file) acknowledged.add(file);
      }
      await looked();
    }
    const store = await openStore(at);
    const { wrong, names } = await whole(store, OWN, CASES);
    await store.close();
    const lost = [...acknowledged].filter((file) => !names.has(file)).length;
    const untold = names.size - acknowledged.size;
    tell(`${id} ${name}`, {
      kills: hit,
      'imports acknowledged': acknowledged.size,
      lost,
      'in part or wrong': wrong.length,
      'kept but not told any more': untold,
      'ms to restart at most': slowest,
    });
    expect(wrong).toEqual([]);
    expect(lost).toBe(0);
    // At most the one that was committed just before its process was killed.
    expect(untold).toBeLessThanOrEqual(hit);
    expect(acknowledged.size).toBeGreaterThan(hit / 2);
    expect(hit, 'the kills did hit').toBeGreaterThanOrEqual(0.8 * (count.imports + count.commands));
    expect(slowest).toBeLessThan(RESTART);
  });
}

/** Kills a process some time after its first word, now and then before it. @returns whether it was at work */
async function killed(child: Child, first: RegExp, random: Chance): Promise<boolean> {
  if (random.below(8) === 0) await sleep(100 + random.below(600));
  else {
    await child.says(first);
    await sleep(random.below(LEFT_ALONE));
  }
  child.process.kill('SIGKILL');
  return (await child.ended) === null;
}
