// Finds Chromium for the tests in a browser, or installs Debian's when root on Debian.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installDebian } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Path of a Chromium; ends this process with one line of advice where there is none and none can be had. */
export function ensureChromium() {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  const found = find() ?? (installDebian(['chromium']) ? find() : undefined);
  if (found) return found;
  console.error(
    'Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
  );
  process.exit(1);
}

function find() {
  if (existsSync(MAC)) return MAC;
  for (const name of NAMES) {
    const done = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (done.status === 0 && done.stdout.trim()) return done.stdout.trim();
  }
  return undefined;
}
