// `npm run soak -- --minutes N [--seed S] [FILE]`: does the faults of `faults/` again and again, each time with
// another seed, until the time is over or one of them finds something. Prints the sum of all numbers at the end.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, root } from './prepare.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error('Say for how long: npm run soak -- --minutes 60');
  process.exit(2);
}
install();
build();

/** Largest of all rounds, not their sum. */
const GREATEST = / at most$/;
const scratch = mkdtempSync(join(tmpdir(), 'assay-soak-'));
const log = join(scratch, 'numbers.ndjson');
const until = Date.now() + minutes * 60_000;
let seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
let rounds = 0;
let failed = false;
while (Date.now() < until && !failed) {
  rounds += 1;
  console.log(`\n— round ${rounds}, seed ${seed}, ${Math.ceil((until - Date.now()) / 60_000)} minutes left`);
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'faults/vitest.config.ts',
    ...positionals,
  ];
  const done = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FAULTS_SEED: String(seed), FAULTS_LOG: log },
  });
  failed = done.status !== 0;
  if (failed) console.error(`It fell in round ${rounds}. Again: npm run soak -- --minutes 1 --seed ${seed}`);
  seed = (seed + 1) % 2 ** 31;
}

const sums = new Map();
for (const line of existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []) {
  const { id, numbers } = JSON.parse(line);
  const before = sums.get(id) ?? {};
  for (const [name, value] of Object.entries(numbers)) {
    const known = before[name] ?? 0;
    before[name] = GREATEST.test(name) ? Math.max(known, value) : known + value;
  }
  sums.set(id, before);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${rounds} rounds:`);
for (const [id, numbers] of [...sums].sort(([one], [other]) => one.localeCompare(other))) {
  const text = Object.entries(numbers).map(([name, value]) => `${Math.round(value)} ${name}`);
  console.log(`${id}: ${text.join(', ')}`);
}
process.exit(failed ? 1 : 0);
