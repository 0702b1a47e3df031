import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

const ASPECTS = 15;
let server: RunningServer;
let browser: Browser;
let seen: Visit;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  seen = await visit(browser, server.address);
});
afterEach(async () => {
  await seen.close();
  expect(seen.wrong).toEqual([]);
});

// The tests of this file follow one another: each begins where the one before has ended.

test('a first visit shows the three ways in', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('button', { name: 'Load the example' }).waitFor();
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  expect(await page.getByText('npx assay scan .').isVisible()).toBe(true);
  expect(await page.getByText('npx assay import FILE --system NAME').isVisible()).toBe(true);
  expect(await page.getByRole('grid').count()).toBe(0);
});

test('the scripts of a first visit weigh less than 200 kB compressed', async () => {
  const { page } = seen;
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto('/');
  await page.getByRole('button', { name: 'Load the example' }).waitFor();
  await page.waitForLoadState('networkidle');
  let bytes = 0;
  for (const script of await Promise.all(scripts)) bytes += gzipSync(script).length;
  expect(scripts.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(200_000);
});

test('the example loads with a click and fills the heat map: 30 systems by 15 aspects', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('button', { name: 'Load the example' }).click();
  const map = page.getByRole('grid', { name: 'Systems by aspect' });
  await map.waitFor({ timeout: 100_000 });
  expect(await map.locator('tbody tr').count()).toBe(30);
  expect(await map.locator('tbody a.heat-level').count()).toBe(30 * ASPECTS);
  const levels = await map.locator('tbody a.heat-level').allTextContents();
  for (const level of levels) expect(level).toMatch(/^[1-5–]$/);
  // Made-up systems that are all alike would show nothing.
  expect(new Set(levels).size).toBeGreaterThanOrEqual(4);
  await page.getByText('This is the example organization').waitFor();
});

test('a row’s score is the sum of its fifteen levels', async () => {
  const { page } = seen;
  await page.goto('/');
  const rows = page.getByRole('grid').locator('tbody tr');
  await rows.first().waitFor();
  let compared = 0;
  for (const row of await rows.all()) {
    const levels = await row.locator('a.heat-level').allTextContents();
    // Where an aspect is exempt the score is scaled.
    if (levels.includes('–')) continue;
    let sum = 0;
    for (const level of levels) sum += Number(level);
    expect(Number(await row.locator('td.heat-score').textContent())).toBe(sum);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(10);
});

test('the order follows what is asked for, and stays in the address', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Sort by' }).getByRole('link', { name: 'Score' }).click();
  await page.waitForURL(/sort=score/);
  const column = page.locator('tbody td.heat-score');
  await column.first().waitFor();
  const scores = (await column.allTextContents()).filter((score) => score !== '–').map(Number);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  await page.reload();
  await page.getByRole('columnheader', { name: 'Score' }).waitFor();
  expect(await page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
});

test('a cell opens the level, what is missing, and the evidence behind it; the document follows', async () => {
  const { page } = seen;
  await page.goto('/?sort=score');
  const best = page.getByRole('grid').locator('tbody tr').first();
  const name = (await best.locator('th').textContent()) ?? '';
  await best.locator('th a').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const aspects = page.locator('.aspect-rows tbody tr');
  expect(await aspects.count()).toBe(ASPECTS);
  await aspects.first().getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /Inventory/ }).waitFor();
  await page.getByRole('heading', { name: 'The rungs' }).waitFor();
  await page.getByRole('heading', { name: 'Threats' }).waitFor();
  await page.getByRole('heading', { name: 'Solutions' }).waitFor();
  const evidence = page.getByRole('region', { name: 'Evidence' }).getByRole('row');
  await evidence.nth(1).waitFor();
  await evidence.nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
});

test('levels over time have a table twin', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('grid').locator('tbody th a').first().click();
  await page.getByRole('tab', { name: 'Table' }).click();
  const rows = page.getByRole('tabpanel').locator('tbody tr');
  await rows.first().waitFor();
  expect(await rows.count()).toBeGreaterThanOrEqual(ASPECTS);
});

test('another day shows other levels, on every page, until one goes back to now', async () => {
  const { page } = seen;
  await page.goto('/');
  const scores = page.locator('tbody td.heat-score');
  await scores.first().waitFor();
  const now = await scores.allTextContents();
  const past = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'As of now' }).click();
  await page.getByLabel('As of', { exact: true }).fill(past);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL(new RegExp(`at=${past}`));
  await expect.poll(() => scores.allTextContents(), { timeout: 20_000 }).not.toEqual(now);
  await page.getByRole('grid').locator('tbody th a').first().click();
  await page.getByRole('heading', { name: 'Aspects' }).first().waitFor();
  expect(page.url()).toContain(`at=${past}`);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.waitForURL((url) => !url.search.includes('at='));
});

test('an unreadable day is answered with the problem, its next step and a retry', async () => {
  const { page } = seen;
  await page.goto('/?at=yesterday');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('yesterday');
  await alert.getByRole('button', { name: 'Try again' }).waitFor();
});

test('the aspect page shows the model’s words and all systems', async () => {
  const { page } = seen;
  await page.goto('/aspects/backup');
  await page.getByRole('heading', { name: 'Systems at this aspect' }).waitFor();
  await expect.poll(() => page.locator('.aspect-system-list tbody tr').count()).toBe(30);
  const link = page.locator('.solution a').first();
  expect(await link.getAttribute('rel')).toBe('noreferrer noopener');
});

test('the example goes with one click and a confirmation', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('button', { name: 'Remove the example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByRole('grid').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Remove the example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the example' }).click();
  await page.getByRole('button', { name: 'Load the example' }).waitFor();
});
