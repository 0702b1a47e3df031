import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;
let seen: Visit;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  await loadExample(server.address);
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

test('the map narrows and groups, and the address says how', async () => {
  const { page } = seen;
  await page.goto('/');
  const rows = page.getByRole('grid').locator('tbody tr:has(.heat-name)');
  await expect.poll(() => rows.count()).toBe(30);
  await page.getByLabel('By team').check();
  await page.getByRole('rowheader', { name: 'Checkout 4 systems' }).waitFor();
  await page
    .getByRole('group', { name: 'Show only' })
    .getByLabel('Team', { exact: true })
    .selectOption('Checkout');
  await expect.poll(() => rows.count()).toBe(4);
  await page.getByLabel('Criticality').selectOption('High');
  const high = await rows.count();
  expect(high).toBeLessThan(4);
  await page.reload();
  await expect.poll(() => rows.count()).toBe(high);
  // Arrow keys pass over the names of teams.
  await rows.first().getByRole('link').first().focus();
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toMatch(/^1,0$/);
});

test('a framework shows only the aspects that it touches, with its references in their heads', async () => {
  const { page } = seen;
  await page.goto('/');
  const heads = page.getByRole('grid').locator('.heat-head');
  await expect.poll(() => heads.count()).toBe(15);
  // The last column, which is not there any more once fewer are shown.
  await page.locator('[data-cell="0,17"]').focus();
  await page.getByLabel('Framework').selectOption('CIS Controls');
  await expect.poll(() => heads.count()).toBe(13);
  await page.getByRole('columnheader', { name: /11\.1\s*, 11\.2, 11\.5/ }).waitFor();
  expect(await page.locator('.heat-level').count()).toBe(30 * 13);
  expect(await page.locator('.heat-map [data-cell][tabindex="0"]').count()).toBe(1);
  await page.reload();
  await expect.poll(() => heads.count()).toBe(13);
  await page.getByText('References of CIS Controls').click();
  await page.getByRole('cell', { name: 'Recovery is tested' }).waitFor();
  await page.locator('.heat-map [data-cell][tabindex="0"]').focus();
  await page.keyboard.press('End');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toMatch(/,15$/);
  await page.getByLabel('Framework').selectOption('All aspects');
  await expect.poll(() => heads.count()).toBe(15);
});

test('the slider replays the map, and leads to the page as of that day', async () => {
  const { page } = seen;
  await page.goto('/?sort=name');
  const levels = () => page.locator('.heat-level').allTextContents();
  await page.getByRole('grid').waitFor();
  const now = await levels();
  const slider = page.getByRole('slider', { name: 'Replay' });
  await slider.focus();
  await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toBeNull();
  await slider.fill('40');
  await expect.poll(levels).not.toEqual(now);
  const then = await levels();
  await page.getByRole('button', { name: 'Open this day' }).click();
  await page.waitForURL(/at=\d{4}-\d{2}-\d{2}/);
  await page.getByText(/As of/).first().waitFor();
  // The day counts to its end: a few levels may have moved in its last hours.
  const differ = async () => (await levels()).filter((level, index) => level !== then[index]).length;
  await expect.poll(differ).toBeLessThan(10);
});

test('what changed this week says why, and leads to the evidence', async () => {
  const { page } = seen;
  await page.goto('/');
  const week = page.getByRole('region', { name: 'This week' });
  await week.getByRole('link').first().waitFor();
  await week.getByRole('listitem').first().getByRole('link').click();
  await page.waitForURL(/\/systems\/.*\/aspects\//);
});
