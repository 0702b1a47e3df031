// How quickly the dashboard answers a hand: interaction to next paint, and frames while a large map scrolls.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { openStore } from '../dist/store/open.js';
import { ensureChromium } from '../scripts/chromium.mjs';
import { percentile } from './load/ask.mjs';
import { makeOrganization } from './load/organization.mjs';

const SYSTEMS = 1_000;
const TIMES = 10;
/** The map that scrolls shows these rows ten times over. */
const COPIES = 10;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pages-'));
  const store = await openStore({ folder });
  const { cookie } = await makeOrganization(store, SYSTEMS, Date.now(), () => {});
  await store.close();
  const { child, address } = await serve(folder);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
    });
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: address }]);
    return section(await interactions(context), await scrolling(context));
  } finally {
    await browser.close();
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What people do on the first page, each some times. @returns milliseconds until the next paint */
async function interactions(context) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.slowest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.interactionId > 0) window.slowest = Math.max(window.slowest, entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  await page.waitForLoadState('networkidle');
  const sort = (label) =>
    page.getByRole('navigation', { name: 'Sort by' }).getByRole('link', { name: label });
  const doings = [
    ['order by score, then by name', async (turn) => sort(turn % 2 ? 'Name' : 'Score').click()],
    ['group by team', () => page.getByLabel('By team').click()],
    ['production only', () => page.getByLabel('Production only').click()],
    [
      'arrow keys in the map',
      async () => {
        await page.locator('a.heat-level').first().focus();
        for (let key = 0; key < 5; key += 1) await page.keyboard.press('ArrowDown');
      },
    ],
    [
      'open the palette and type four letters',
      async () => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('syst');
        await page.waitForTimeout(150);
        await page.keyboard.press('Escape');
      },
    ],
    [
      'open a cell and come back',
      async () => {
        await page.locator('a.heat-level').first().click();
        await page.getByRole('heading', { name: 'The rungs' }).waitFor();
        await page.goBack();
        await page.getByRole('grid').waitFor();
      },
    ],
  ];
  const rows = [];
  for (const [what, act] of doings) {
    const took = [];
    for (let turn = 0; turn < TIMES; turn += 1) {
      await page.evaluate(() => {
        window.slowest = 0;
      });
      await act(turn);
      await page.waitForTimeout(300);
      took.push(await page.evaluate(() => window.slowest));
    }
    rows.push({ what, p50: percentile(took, 0.5), worst: Math.max(...took) });
  }
  await page.close();
  return rows;
}

/** Frames while a map of ten thousand systems is scrolled from its top to its end. */
async function scrolling(context) {
  const page = await context.newPage();
  await page.route('**/api/v1/portfolio/map**', async (route) => {
    const answer = await route.fetch();
    const map = await answer.json();
    const systems = Array.from({ length: COPIES }, (_, copy) =>
      map.systems.map((system) => ({
        ...system,
        id: `${system.id}-${copy}`,
        name: `${system.name} ${copy}`,
      })),
    ).flat();
    await route.fulfill({ json: { ...map, systems } });
  });
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  await page.waitForLoadState('networkidle');
  const frames = await page.evaluate(async () => {
    const frames = [];
    let before = performance.now();
    const step = document.documentElement.scrollHeight / 600;
    for (let count = 0; count < 600; count += 1) {
      window.scrollBy(0, step);
      const now = await new Promise((done) => requestAnimationFrame(done));
      frames.push(now - before);
      before = now;
    }
    return frames.slice(5);
  });
  const rows = await page.locator('[role="grid"]').getAttribute('aria-rowcount');
  await page.close();
  const late = frames.filter((frame) => frame > 17.5).length / frames.length;
  return { rows: Number(rows) - 1, p50: percentile(frames, 0.5), p95: percentile(frames, 0.95), late };
}

function section(rows, { rows: systems, p50, p95, late }) {
  const lines = rows.map(
    ({ what, p50: middle, worst }) => `| ${what} | ${Math.round(middle)} | ${Math.round(worst)} |`,
  );
  return `## Pages

Headless Chromium without a graphics card, ${SYSTEMS.toLocaleString('en')} systems with three years of history: milliseconds from a key or a
click to the next paint, as the browser's Event Timing says it (in steps of 8, at least 16), ${TIMES} times each.

| what | p50 | the slowest |
| --- | --- | --- |
${lines.join('\n')}

A map of ${systems.toLocaleString('en')} systems scrolled from its top to its end in 600 steps: a frame took ${p50.toFixed(1)} ms (p50), ${p95.toFixed(1)} ms (p95);
${(late * 100).toFixed(1)} % of frames missed the 60 a second.
`;
}

function serve(folder) {
  const env = { ...process.env };
  delete env.DATABASE_URL;
  return new Promise((resolve, reject) => {
    const words = ['dist/cli.js', 'serve', '--port', '0', '--json', '--data', folder];
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.once('data', (data) => {
      child.removeAllListeners('exit');
      resolve({ child, address: JSON.parse(String(data)).address });
    });
  });
}
