import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stage } from '../server/testing/stage.ts';
import { openStore } from '../store/open.ts';
import { assay } from './testing/run.ts';

let folder: string;
let data: string;
/** The attested restore of 2026-11-01 holds for 365 days. */
const HELD = Date.UTC(2026, 10, 20);
const FELL = Date.UTC(2027, 10, 5);

const run = (now: number, ...words: string[]) => assay(words, { data, cwd: folder, now });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-gate-'));
  data = join(folder, 'data');
  writeFileSync(
    join(folder, 'restore.yaml'),
    `assay: attestation/v1
who: { name: Alice Example, role: site lead }
what: We restored the orders database into a fresh instance and compared row counts.
when: 2026-11-01
aspect: backup
output: test
`,
  );
  expect((await run(HELD, 'import', 'restore.yaml', '--system', 'orders')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('by default nothing may have fallen within seven days', async () => {
  expect(await run(HELD, 'gate')).toMatchObject({ code: 0, out: 'met      1 systems\n', err: '' });
  const fell = await run(FELL, 'gate');
  expect(fell.code).toBe(3);
  expect(fell.out).toContain('not met  orders: ');
  expect(fell.out).toContain('is 1, and was 2 on 2027-10-29');
  // It fell, and that is long ago.
  const later = Date.UTC(2027, 11, 1);
  expect((await run(later, 'gate')).code).toBe(0);
  expect((await run(later, 'gate', '--since', '2027-10-01')).code).toBe(3);
});

test('rules that are given are the ones that count', async () => {
  expect((await run(FELL, 'gate', '--min', '15')).code).toBe(0);
  expect((await run(FELL, 'gate', '--min', '15', '--no-regress')).code).toBe(3);
  expect((await run(HELD, 'gate', '--min', '16')).code).toBe(0);
  expect((await run(HELD, 'gate', '--min', '17')).code).toBe(3);
  expect((await run(HELD, 'gate', 'orders', '--aspect', '9>=2', '--aspect', 'cost >= 1')).code).toBe(0);
  const low = await run(HELD, 'gate', '--aspect', 'backup>=3', '--json');
  expect(low.code).toBe(3);
  expect(JSON.parse(low.out)).toMatchObject({
    met: false,
    since: null,
    systems: [{ name: 'orders', score: 16 }],
    unmet: [{ rule: 'aspect', aspect: 'backup', wanted: 3, found: 2 }],
  });
});

test.each([
  [['--min', '14'], 2],
  [['--min', 'high'], 2],
  [['--aspect', 'backup'], 2],
  [['--aspect', 'backup>=6'], 2],
  [['--aspect', 'backup>=2>=1'], 2],
  [['--aspect', 'nothing>=2'], 1],
  [['--since', '2030-01-01'], 2],
  [['--since', 'soon'], 2],
  [['elsewhere'], 1],
])('what cannot be judged is no gate that was missed or met: %j', async (words, code) => {
  expect(await run(HELD, 'gate', ...words)).toMatchObject({ code, out: '' });
});

test('a store without systems is no gate that was met', async () => {
  const empty = await assay(['gate'], { data: join(folder, 'empty'), cwd: folder, now: HELD });
  expect(empty).toMatchObject({ code: 1, out: '' });
});

test('a server is judged by its own evidence, with a token that may read', async () => {
  let now = HELD;
  const on = await stage({ store: await openStore({ folder: data }), now: () => now });
  const server = await on.app.listen({ host: '127.0.0.1', port: 0 });
  const gate = async (verb: 'read' | 'import') => {
    const { authorization = '' } = await on.machine([verb]);
    return assay(['gate', '--server', server, '--json'], {
      data: join(folder, 'elsewhere'),
      cwd: folder,
      now,
      env: { ASSAY_TOKEN: authorization.slice(7) },
    });
  };
  expect(JSON.parse((await gate('read')).out)).toMatchObject({ met: true, systems: [{ name: 'orders' }] });
  now = FELL;
  const fell = await gate('read');
  expect(fell.code).toBe(3);
  expect(JSON.parse(fell.out)).toMatchObject({ unmet: [{ rule: 'no-regress', aspect: 'backup' }] });
  expect((await gate('import')).code).toBe(4);
  const { authorization = '' } = await on.machine(['read']);
  const env = { ASSAY_TOKEN: authorization.slice(7), ASSAY_SERVER: server };
  const elsewhere = { data: join(folder, 'elsewhere'), cwd: folder, now, env };
  const then = await assay(['score', 'orders', '--at', '2026-11-20', '--format', 'csv'], elsewhere);
  expect(then).toMatchObject({ code: 0, out: (await run(HELD, 'score', '--format', 'csv')).out });
  expect(then.out).toContain('"backup","9","2"');
  await on.close();
});

test('a server that is not there is a gate neither met nor missed', async () => {
  const none = await assay(['gate', '--server', 'http://127.0.0.1:9'], {
    data,
    cwd: folder,
    now: HELD,
    sleep: async () => undefined,
  });
  expect(none).toMatchObject({ code: 5, out: '' });
});

test.each([
  ['csv', /^"system",.*\r\n"orders"/],
  ['md', /\| orders \| 16 of 75 \|/],
  ['sarif', /"version": "2.1.0"/],
  ['junit', /<testsuite name="orders" tests="15" failures="14"/],
  ['codequality', /"check_name": "backup"/],
  ['json', /"organization": "default"/],
  ['table', /orders/],
])('score --format %s', async (format, expected) => {
  const below = format === 'codequality' ? ['--below', '3'] : ['--below', '2'];
  const made = await run(HELD, 'score', 'orders', '--format', format, ...below);
  expect(made.code).toBe(0);
  expect(made.out).toMatch(expected);
});

test('a format that is none is a slip', async () => {
  expect((await run(HELD, 'score', '--format', 'pdf')).code).toBe(2);
  expect((await run(HELD, 'score', '--format', 'csv', '--json')).code).toBe(2);
  expect((await run(HELD, 'score', '--below', '6')).code).toBe(2);
});
