import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PARTS = [
  'src',
  'docs',
  'model',
  'scripts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'biome.json',
  '.gitignore',
];

/** A folder with nothing beside the project, and the copy of the project in which folders may be written. */
let scratch = '';
let copy = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'assay-new-adapter-'));
  copy = join(scratch, 'project');
  for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function node(...words: string[]): SpawnSyncReturns<string> {
  const { UPDATE: _, UPDATE_PAGES: __, ...env } = process.env;
  return spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8', env });
}

const create = (...words: string[]) => node('scripts/new-adapter.mjs', ...words);

test('a new adapter passes all tests as it was written', () => {
  const made = create('moon-scanner');
  expect(made.stderr + made.stdout, made.stdout).toContain('passes its tests');
  expect(made.status).toBe(0);

  const folder = join(copy, 'src/adapters/moon-scanner');
  for (const name of ['index.ts', 'about.ts', 'read.ts', 'README.md'])
    expect(existsSync(join(folder, name)), name).toBe(true);
  const expected = JSON.parse(readFileSync(join(folder, 'fixtures/ok.usual-report/expected.json'), 'utf8'));
  expect(expected.adapter).toBe('moon-scanner');
  expect(expected.readings.map(({ kind }: { kind: string }) => kind)).toEqual([
    'envelope',
    'result',
    'result',
    'practice',
  ]);
  expect(readFileSync(join(copy, 'src/adapters/registry.ts'), 'utf8')).toContain('moonScanner,');
  for (const page of ['docs/adapters.md', 'src/adapters/README.md'])
    expect(readFileSync(join(copy, page), 'utf8')).toContain('[moon-scanner](');

  // Every test of adapters, for this adapter alone, and those of the registry and of detection for all of them.
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const own = node(
    vitest,
    'run',
    'src/adapters/adapters.test.ts',
    'src/adapters/registry.test.ts',
    'src/adapters/hostile.test.ts',
    '-t',
    'moon-scanner|known by its own|registry|pages of adapters',
  );
  expect(own.status, own.stdout + own.stderr).toBe(0);
  const biome = node(join(copy, 'node_modules/@biomejs/biome/bin/biome'), 'check', folder);
  expect(biome.status, biome.stdout + biome.stderr).toBe(0);
  const types = node(
    join(copy, 'node_modules/@typescript/native/bin/tsc'),
    '-p',
    'tsconfig.json',
    '--noEmit',
  );
  expect(types.status, types.stdout + types.stderr).toBe(0);
});

test.each([
  ['Moon_Scanner', 'is no name for an adapter'],
  ['-moon', 'Unknown option'],
  ['moon--scanner', 'is no name for an adapter'],
  ['../moon', 'is no name for an adapter'],
  ['shared', 'taken by something else'],
  ['class', 'taken by something else'],
  ['gitleaks', 'There is an adapter "gitleaks" already'],
])('the name %s is refused', (name, why) => {
  const refused = create(name);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain(why);
  expect(refused.stdout).toBe('');
});

test('no name and two names are refused with the help, which has an example', () => {
  for (const words of [[], ['a', 'b']]) {
    const refused = create(...words);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('Give one name.');
  }
  const help = create('--help');
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('npm run new-adapter -- my-scanner');
});
