import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { stage } from '../server/testing/stage.ts';
import { openStore } from '../store/open.ts';
import { assay } from './testing/run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-witness-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(scratch, `files-${count}`);
  mkdirSync(folder);
});

const NOW = Date.UTC(2026, 10, 20);
const run = (...words: string[]) => at(`data-${count}`)(...words);
const at =
  (name: string, env: Record<string, string> = {}) =>
  (...words: string[]) =>
    assay(words, { data: join(scratch, name), cwd: folder, now: NOW, env });
async function take(name: string): Promise<void> {
  const suite = `<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="${name}"/></testsuite>`;
  writeFileSync(join(folder, `${name}.xml`), suite);
  expect((await run('import', `${name}.xml`, '--system', 'Orders')).code).toBe(0);
}

test('a git repository: added, tried, and an alarm where the store went back', async () => {
  const repository = join(scratch, `r${count}.git`);
  execFileSync('git', ['init', '-q', '--bare', repository]);
  await take('one');
  const added = await run('witness', 'add', 'Audit', '--git', repository, '--json');
  expect(JSON.parse(added.out)).toMatchObject({ name: 'Audit', kind: 'git', secret: null, seen: null });
  expect((await run('backup', join(folder, 'old.db'))).code).toBe(0);
  await take('two');
  const tried = await run('witness', 'try', 'Audit');
  expect(tried.out).toContain('2 leaves');
  expect(tried.code).toBe(0);
  const old = at(`restored-${count}`);
  await old('restore', join(folder, 'old.db'));
  const key = join(scratch, `data-${count}`, 'key');
  const back = at(`restored-${count}`, { ASSAY_KEY_FILE: key });
  const forked = await back('witness', 'try');
  expect(forked.code).toBe(1);
  expect(forked.out).toContain('forked');
  expect((await back('log', 'check')).err).toContain('Audit: It holds a checkpoint of 2 leaves');
  const doctor = await back('doctor');
  expect([doctor.code, doctor.out]).toEqual([1, expect.stringContaining('WRONG')]);
  expect((await run('doctor')).code).toBe(0);
  expect((await run('witness', 'remove', 'Audit')).code).toBe(0);
  expect((await run('witness')).err).toContain('No witness yet');
  expect((await run('witness', 'remove', 'Audit')).code).toBe(1);
});

test('another Assay countersigns, and verify asks for its signature', async () => {
  const data = join(scratch, `beside-${count}`);
  mkdirSync(data);
  const beside = at(`beside-${count}`);
  await take('one');
  const { key } = JSON.parse((await run('log', '--json')).out);
  expect((await beside('witness', 'watch', key, 'Acme')).code).toBe(0);
  const own = JSON.parse((await beside('witness', 'key', '--json')).out);
  const secret = Buffer.from(execFileSync('cat', [join(data, 'key')], { encoding: 'utf8' }), 'base64');
  const on = await stage({ store: await openStore({ folder: data }), key: secret });
  const address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  writeFileSync(join(folder, 'settings.yaml'), 'outbound: { allow: [127.0.0.1] }\n');
  const allowed = at(`data-${count}`, { ASSAY_CONFIG: join(folder, 'settings.yaml') });
  const target = address + new URL(own.address).pathname;
  expect((await run('witness', 'add', 'Group', '--assay', target, '--key', own.key)).code).toBe(2);
  expect((await allowed('witness', 'add', 'Group', '--assay', target, '--key', own.key)).code).toBe(0);
  expect((await allowed('witness', 'try')).out).toContain('1 leaves');
  await on.close();
  expect((await beside('witness', 'watched')).out).toContain('1 leaves');
  expect((await run('prove', 'Orders', '-o', 'bundle.json')).code).toBe(0);
  const verified = await run('verify', 'bundle.json', '--key', key, '--witness', own.key);
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('saw this log at 2026-11-20')]);
  const wrong = JSON.parse((await run('witness', 'key', '--json')).out).key;
  expect((await run('verify', 'bundle.json', '--key', key, '--witness', wrong)).code).toBe(1);
  expect((await run('verify', 'bundle.json', '--key', key, '--witness', key)).code).toBe(2);
  expect((await beside('witness', 'unwatch', 'Acme')).code).toBe(0);
});

test('what can be none is refused', async () => {
  expect((await run('witness', 'add', 'x')).err).toContain('one of --git, --webhook and --assay');
  expect((await run('witness', 'add', 'x', '--git', '/a', '--webhook', 'https://b.example.org')).code).toBe(
    2,
  );
  expect((await run('witness', 'add', 'x', '--assay', 'https://b.example.org')).err).toContain(
    'needs its key',
  );
  expect((await run('witness', 'watch', 'nonsense')).code).toBe(1);
});
