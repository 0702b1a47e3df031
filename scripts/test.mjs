// `npm test`: types, lint, architecture, dead code, unit and property tests, both stores, faults, and a real browser.
// The last line is `N passed, N failed`, from the test runner's own reports.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { build, install, root } from './prepare.mjs';

install();
build();

const gates = [
  ['types', [process.execPath, 'node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.json', '--noEmit']],
  [
    'types of the dashboard',
    [process.execPath, 'node_modules/@typescript/native/bin/tsc', '-p', 'web/tsconfig.json', '--noEmit'],
  ],
  [
    'types of the browser tests',
    [process.execPath, 'node_modules/@typescript/native/bin/tsc', '-p', 'e2e/tsconfig.json', '--noEmit'],
  ],
  [
    'types of the faults',
    [process.execPath, 'node_modules/@typescript/native/bin/tsc', '-p', 'faults/tsconfig.json', '--noEmit'],
  ],
  ['lint', [process.execPath, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['architecture', [process.execPath, 'scripts/architecture.mjs']],
  ['regular expressions', [process.execPath, 'scripts/regexes.mjs']],
  ['promises', [process.execPath, 'scripts/promises.mjs']],
  ['compatibility of the API', [process.execPath, 'scripts/api.mjs']],
  ['requirements of ASVS', [process.execPath, 'scripts/asvs.mjs']],
  ['deployment', [process.execPath, 'scripts/deploy.mjs']],
  ['dead code', [process.execPath, 'node_modules/knip/bin/knip.js']],
];
let broken = 0;
for (const [name, [command, ...words]] of gates) {
  console.log(`\n— ${name}`);
  const done = spawnSync(command, words, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    broken += 1;
    console.error(`${name}: failed`);
  }
}

const chromium = ensureChromium();
const scratch = mkdtempSync(join(tmpdir(), 'assay-test-'));
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const suites = [
    ['unit, property, stores', ['run', '--config', 'vitest.config.ts']],
    ['faults', ['run', '--config', 'faults/vitest.config.ts']],
    ['end to end', ['run', '--config', 'e2e/vitest.config.ts']],
  ];
  for (const [name, words] of suites) {
    console.log(`\n— ${name}`);
    const report = join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
    const vitest = [
      'node_modules/vitest/vitest.mjs',
      ...words,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const done = spawnSync(process.execPath, vitest, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CHROMIUM: chromium },
    });
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    skipped += counts.numPendingTests + counts.numTodoTests;
    // A suite can break outside any test (a set-up, an import): that is a failure too.
    if (done.status !== 0 && counts.numFailedTests === 0) failed += 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (skipped > 0) console.error(`${skipped} tests were skipped`);
if (broken > 0)
  console.error(`${broken} of ${gates.length} checks before the tests failed; each counts as one failure`);
console.log(`${passed} passed, ${failed + broken} failed`);
process.exit(failed + broken > 0 ? 1 : 0);
