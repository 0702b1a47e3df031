// Installs Debian packages when this is Debian (or a child of it) and we are root; else says no.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

let updated = false;

/** @returns whether the packages were installed */
export function installDebian(packages) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.error(`Installing ${packages.join(', ')} ...`);
  if (!updated) spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
  updated = true;
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 2, 2],
    env,
  });
  return done.status === 0;
}
