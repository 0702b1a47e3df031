// `npm run screenshots`: every page with the example, light and dark, as docs and README show them.
// Usage: node scripts/screenshots.mjs [FOLDER]   (default: docs/images)
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';
import { build, install, root } from './prepare.mjs';

/** Name of the picture, where the page is, and how tall a window shows what it is about. */
const PAGES = [
  ['portfolio', '/', 1720],
  ['portfolio-by-team', '/?group=team', 1960],
  ['focus', '/focus'],
  ['growth', '/growth'],
  ['system', '/systems/payments'],
  ['aspect-of-a-system', '/systems/payments/aspects/backup'],
  ['aspect', '/aspects/backup'],
  ['plan', '/plan'],
  ['workshop', '/workshops/example-workshop?step=access'],
  ['workshop-summary', '/workshops/example-workshop'],
  ['report', '/report?system=payments'],
  ['evidence', '/evidence'],
  ['inventory', '/inventory'],
  ['findings', '/findings'],
  ['cost', '/cost'],
  ['identities', '/identities'],
  ['components', '/components'],
  ['proof', '/proof'],
  ['catalogue', '/catalogue'],
  ['administration', '/administration?section=rules'],
];
const SIZE = { width: 1280, height: 900 };

const folder = resolve(process.argv[2] ?? join(root, 'docs', 'images'));
install();
build();
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'assay-screenshots-'));
const server = spawn(process.execPath, [join(root, 'dist/cli.js'), 'serve', '--port', '0', '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const address = await new Promise((found, failed) => {
    server.stdout.on('data', (chunk) => {
      const line = /ready at (\S+)/.exec(String(chunk));
      if (line) found(line[1]);
    });
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  await fetch(`${address}/api/v1/setup/alone`, { method: 'POST' });
  await fetch(`${address}/api/v1/example`, { method: 'POST' });
  for (;;) {
    const { state } = await (await fetch(`${address}/api/v1/example`)).json();
    if (state === 'loaded') break;
    if (state === 'failed') throw new Error('the example could not be loaded');
    await new Promise((done) => setTimeout(done, 300));
  }
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
  for (const theme of ['light', 'dark']) {
    const context = await browser.newContext({ baseURL: address, viewport: SIZE, colorScheme: theme });
    const page = await context.newPage();
    for (const [name, path, height = SIZE.height] of PAGES) {
      await page.setViewportSize({ ...SIZE, height });
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
      console.log(`${name}-${theme}.png`);
    }
    await context.close();
  }
  await browser.close();
} finally {
  server.kill();
  rmSync(data, { recursive: true, force: true });
}
