// Installs and builds only what is not there or older than its sources, so that a second start is quick.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the root; ends this process with its code where it fails. */
export function run(command, words, options = {}) {
  const done = spawnSync(command, words, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (done.error) {
    console.error(`${command}: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Installs the locked dependencies where they are not the installed ones. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Assay needs Node 20.19 or later; this is ${process.versions.node}. Get it from https://nodejs.org.`,
    );
    process.exit(1);
  }
  const folder = join(root, 'node_modules');
  // npm would empty what the link points to, from under whoever else uses it: who made the link installs there.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const stamp = join(folder, '.assay-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies (the first time takes a minute or two) ...');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
  writeFileSync(stamp, wanted);
}

/** Builds the command line, the server and the dashboard where a source is newer than the last build. */
export function build({ force = false } = {}) {
  const stamp = join(root, 'dist', '.assay-built');
  const sources = ['src', 'web', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
  const newest = Math.max(...sources.map((source) => newestBelow(join(root, source))));
  if (!force && existsSync(stamp) && statSync(stamp).mtimeMs > newest) return;
  console.error('Building ...');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(join(root, 'dist'));
  run(process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: ['ignore', 2, 2],
  });
  run(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'error'],
    {
      stdio: ['ignore', 2, 2],
    },
  );
  // An image or a link calls it by its name, without npm to make it executable.
  chmodSync(join(root, 'dist', 'cli.js'), 0o755);
  writeFileSync(stamp, '');
}

function newestBelow(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  let newest = info.mtimeMs;
  for (const name of readdirSync(path)) {
    if (name !== 'node_modules' && name !== 'fixtures')
      newest = Math.max(newest, newestBelow(join(path, name)));
  }
  return newest;
}
