import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { OWN } from '../src/intake/organization.ts';
import { openStore } from '../src/store/open.ts';
import { chance } from './chance.ts';
import { assay } from './children.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-stop-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const CASES = 60;
const COMMANDS = 12;
const SERVERS = 6;
/** A stop may take this long, in milliseconds (RELIABILITY.md). */
const STOPPED = 10_000;

test(`F11: ${COMMANDS} imports of the command and ${SERVERS} servers are stopped by SIGTERM and SIGINT; nothing half done`, async () => {
  const random = chance('F11');
  let slowest = 0;
  let hit = 0;
  const acknowledged = new Set<string>();
  const data = join(scratch, 'data');
  for (let each = 0; each < COMMANDS; each += 1) {
    const folder = join(scratch, `files-${each}`);
    mkdirSync(folder);
    for (let file = 0; file < 20; file += 1)
      writeFileSync(join(folder, `${each * 100 + file}.xml`), report(each * 100 + file, CASES));
    const child = assay(['import', folder, '--system', 'Orders', '--data', data]);
    await child.says(/^imported/);
    await sleep(random.below(60));
    const begun = performance.now();
    child.process.kill(random.pick(['SIGTERM', 'SIGINT']));
    await child.ended;
    if (child.process.exitCode !== 0) hit += 1;
    slowest = Math.max(slowest, performance.now() - begun);
    for (const line of child.lines()) {
      const name = /^imported {2}\S*?(\d+\.xml)/.exec(line)?.[1];
      if (name) acknowledged.add(name);
    }
  }
  const codes: (number | null)[] = [];
  for (let each = 0; each < SERVERS; each += 1) {
    const served = join(scratch, `served-${each}`);
    const child = assay(['serve', '--port', '0', '--data', served]);
    const address = /ready at (\S+)/.exec(await child.says(/ready at/))?.[1] ?? '';
    await fetch(`${address}/api/v1/setup/alone`, { method: 'POST' });
    let running = true;
    let number = 0;
    const busy = (async () => {
      while (running) {
        number += 1;
        await fetch(`${address}/api/v1/imports?name=${number}.xml&system=Orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: report(number, 2_000),
        }).then(
          (answer) => answer.text(),
          () => undefined,
        );
      }
    })();
    await sleep(100 + random.below(400));
    const begun = performance.now();
    child.process.kill(each % 2 === 0 ? 'SIGTERM' : 'SIGINT');
    codes.push(await child.ended);
    slowest = Math.max(slowest, performance.now() - begun);
    running = false;
    await busy;
    const store = await openStore({ folder: served });
    expect((await whole(store, OWN, 2_000)).wrong).toEqual([]);
    await store.close();
  }
  const store = await openStore({ folder: data });
  const { wrong, names } = await whole(store, OWN, CASES);
  await store.close();
  const lost = [...acknowledged].filter((name) => !names.has(name)).length;
  tell('F11', {
    'commands stopped': hit,
    'servers stopped': codes.length,
    'imports acknowledged': acknowledged.size,
    lost,
    'in part or wrong': wrong.length,
    'ms to stop at most': slowest,
  });
  expect(wrong).toEqual([]);
  expect(lost).toBe(0);
  expect(slowest).toBeLessThan(STOPPED);
  expect(codes).toEqual(codes.map(() => 0));
  expect(hit, 'the signals did hit').toBeGreaterThan(COMMANDS / 2);
});
