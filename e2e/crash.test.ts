import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../src/store/open.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'assay-crash-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const CASES = 2_500;
const ROUNDS = 8;

/** A test report whose import takes long enough to be killed in the middle. */
function report(round: number): string {
  const cases = Array.from(
    { length: CASES },
    (_, index) => `<testcase classname="round${round}" name="case ${index}"/>`,
  );
  const at = new Date(Date.UTC(2026, 0, 1 + round)).toISOString();
  return `<testsuite name="round ${round}" tests="${CASES}" timestamp="${at}">${cases.join('\n')}</testsuite>`;
}

interface Ended {
  acknowledged: boolean;
  killed: boolean;
}

function importing(file: string, data: string, killAfter: number | undefined): Promise<Ended> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [CLI, 'import', file, '--system', 'Orders', '--data', data], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      settle({ acknowledged: out.includes('imported'), killed: signal === 'SIGKILL' });
    });
  });
}

test('kill -9 in the middle of an import, again and again: nothing acknowledged is lost, nothing is there in part', async () => {
  const data = join(scratch, 'data');
  const files = join(scratch, 'files');
  mkdirSync(files);
  const begun = performance.now();
  writeFileSync(join(files, 'first.xml'), report(100));
  expect((await importing(join(files, 'first.xml'), data, undefined)).acknowledged).toBe(true);
  const usual = performance.now() - begun;

  const acknowledged = new Set<string>(['first.xml']);
  let kills = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = `round-${round}.xml`;
    writeFileSync(join(files, name), report(round));
    // From the start of the process to about its usual end, so that the kills fall into every phase.
    const ended = await importing(join(files, name), data, usual * (0.3 + (0.7 * round) / ROUNDS));
    if (ended.acknowledged) acknowledged.add(name);
    if (ended.killed) kills += 1;
  }
  expect(kills, 'the kills did hit').toBeGreaterThan(ROUNDS / 2);

  const store = await openStore({ folder: data });
  const reader = store.reader('default');
  const { rows } = await reader.documents({ limit: 200 });
  const kept = rows.map((row) => row.name.split('/').pop());
  for (const name of acknowledged) expect(kept).toContain(name);
  expect(await reader.practices({ known: Number.MAX_SAFE_INTEGER })).toHaveLength(rows.length);
  for (const row of rows) expect(row.records.result, 'a document that is there is there whole').toBe(CASES);
  let results = 0;
  let after: string | undefined;
  do {
    const page = await reader.findings({}, { limit: 5_000, ...(after !== undefined && { after }) });
    results += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  expect(results).toBe(rows.length * CASES);
  await store.close();

  // What was cut off goes through when it is tried again.
  for (let round = 0; round < ROUNDS; round += 1)
    await importing(join(files, `round-${round}.xml`), data, undefined);
  const again = await openStore({ folder: data });
  expect((await again.reader('default').documents({ limit: 200 })).rows).toHaveLength(ROUNDS + 1);
  await again.close();
}, 180_000);

test('two processes import into the same store at once, and a reader looks on', async () => {
  const data = join(scratch, 'shared');
  const files = join(scratch, 'both');
  mkdirSync(files);
  const names = Array.from({ length: 6 }, (_, index) => `both-${index}.xml`);
  for (const [index, name] of names.entries()) writeFileSync(join(files, name), report(200 + index));
  expect((await importing(join(files, names[0] ?? ''), data, undefined)).acknowledged).toBe(true);
  const store = await openStore({ folder: data });
  const running = Promise.all(names.slice(1).map((name) => importing(join(files, name), data, undefined)));
  let looks = 0;
  let done = false;
  void running.then(() => {
    done = true;
  });
  while (!done) {
    const { rows } = await store.reader('default').documents({ limit: 50 });
    for (const row of rows) expect(row.records.result).toBe(CASES);
    looks += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(looks).toBeGreaterThan(0);
  for (const ended of await running) expect(ended.acknowledged).toBe(true);
  expect((await store.reader('default').documents({ limit: 50 })).rows).toHaveLength(names.length);
  await store.close();
}, 120_000);
