import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const rowCount = async (page: Page) =>
  Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
const total = (page: Page) => page.locator('.list-total').textContent();
const opener = (page: Page, index: number) => page.locator(`[data-row="${index}"]`);

describe('with the example', () => {
  let server: RunningServer;
  let seen: Visit;
  beforeAll(async () => {
    server = await startServer();
    await loadExample(server.address);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    seen = await visit(browser, server.address);
  });
  afterEach(async () => {
    await seen.close();
    expect(seen.wrong).toEqual([]);
  });

  test('findings are narrowed in the address, and lead to the evidence behind them by keyboard', async () => {
    const { page } = seen;
    await page.goto('/');
    await page.getByRole('link', { name: 'Findings', exact: true }).click();
    await opener(page, 0).waitFor();
    const all = await rowCount(page);
    await page.getByRole('button', { name: /^High/ }).click();
    await page.waitForURL(/severity=high/);
    await expect.poll(() => rowCount(page)).toBeLessThan(all);
    await page.getByRole('button', { name: 'System', exact: true }).click();
    const [first] = await page.getByRole('group', { name: 'Narrow by system' }).getByRole('checkbox').all();
    await first?.check();
    await page.waitForURL(/system=/);
    await page.keyboard.press('Escape');
    const address = page.url();
    await page.reload();
    await opener(page, 0).waitFor();
    const some = await rowCount(page);
    expect(some).toBeGreaterThan(0);
    expect(await total(page)).toBe(`${some} open finding${some === 1 ? '' : 's'}`);

    await opener(page, 0).focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.waitFor();
    await page.waitForURL(/open=/);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.waitForURL(address);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('0');
    await page.goBack();
    await drawer.waitFor();
    await drawer.getByRole('link', { name: 'The document that says so' }).click();
    await page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
    expect(page.url()).toMatch(/\/evidence\?.*document=/);
  });

  test('spend that nobody answers for is told, and shown by one click', async () => {
    const { page } = seen;
    await page.goto('/cost');
    await page.getByText('has no owner').waitFor();
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.waitForURL(/owner=-/);
    await expect
      .poll(async () => (await page.locator('tbody tr').first().textContent()) ?? '')
      .toContain('Nobody');
    await page.getByRole('button', { name: 'Amount' }).click();
    await page.waitForURL(/order=dearest/);
    await page
      .getByRole('columnheader', { name: 'Amount' })
      .and(page.locator('[aria-sort="descending"]'))
      .waitFor();
  });

  test('a thing tells which documents saw it, and an export holds all that the filter leaves', async () => {
    const { page } = seen;
    await page.goto('/inventory');
    await opener(page, 0).waitFor();
    const all = await rowCount(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('payments');
    await page.waitForURL(/q=payments/);
    await expect.poll(() => rowCount(page)).toBeLessThan(all);
    await expect.poll(async () => (await total(page)) === `${await rowCount(page)} things`).toBe(true);
    const some = await rowCount(page);
    await opener(page, 0).click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Export' }).click();
    const began = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV for spreadsheets' }).click();
    const download = await began;
    expect(download.suggestedFilename()).toMatch(/^assay-things-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(some + 1);
  });

  test('a component tells which systems have it', async () => {
    const { page } = seen;
    await page.goto('/components?q=lodash');
    await opener(page, 0).click();
    const drawer = page.getByRole('dialog', { name: /^lodash/ });
    await drawer.getByRole('link', { name: 'Basket' }).waitFor();
    expect(await drawer.getByRole('listitem').count()).toBeGreaterThan(10);
  });

  test('a view is kept by its name, and opens again', async () => {
    const { page } = seen;
    await page.goto('/identities');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'Administrators' }).click();
    await page.waitForURL(/admin=yes/);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Name this view').fill('Mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.goto('/identities');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'Mine', exact: true }).click();
    await page.waitForURL(/admin=yes/);
    await opener(page, 0).waitFor();
  });
});

describe('with ten thousand findings', () => {
  const MANY = 10_000;
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
    const leaks = Array.from({ length: MANY }, (_, index) => ({
      RuleID: `rule-${index % 40}`,
      Description: `Secret ${index}`,
      File: `src/file-${index}.ts`,
      StartLine: index,
      Fingerprint: `f${index}`,
      Author: '',
      Email: '',
      Message: '',
    }));
    const query = new URLSearchParams({
      name: 'leaks.json',
      system: 'Shop',
      happened: '2026-11-01T00:00:00Z',
    });
    const answer = await fetch(`${server.address}/api/v1/imports?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: JSON.stringify(leaks),
    });
    expect(answer.status).toBe(200);
  });
  afterAll(() => server?.stop());

  test('only what is seen is drawn, to the last row, and scrolling does not stall', async () => {
    const { page, wrong, close } = await visit(browser, server.address);
    await page.goto('/findings');
    await opener(page, 0).waitFor();
    await expect.poll(() => rowCount(page)).toBe(MANY);
    // Down to the end, as fast as rows come.
    await expect
      .poll(
        async () => {
          await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
          return page.locator(`tr[aria-rowindex="${MANY + 1}"] button`).count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    expect(await page.locator('tbody tr').count()).toBeLessThan(80);

    // What a step costs, not when its frame comes: other tests use the same processors.
    const { median, blank } = await page.evaluate(async () => {
      window.scrollTo(0, 0);
      const height = document.documentElement.scrollHeight;
      const took: number[] = [];
      let empty = 0;
      const steps = 120;
      for (let step = 0; step < steps; step += 1) {
        window.scrollTo(0, (height * step) / steps);
        const begun = performance.now();
        window.dispatchEvent(new Event('scroll'));
        took.push(performance.now() - begun);
        const middle = document.elementFromPoint(innerWidth * 0.6, innerHeight * 0.7);
        if (step > 3 && !middle?.closest('tr')) empty += 1;
        await new Promise(requestAnimationFrame);
      }
      took.sort((a, b) => a - b);
      return { median: took[took.length / 2] ?? 0, blank: empty };
    });
    expect(blank, 'steps without a row').toBe(0);
    expect(median, 'milliseconds to draw what a step shows').toBeLessThan(50);
    expect(wrong).toEqual([]);
    await close();
  });

  test('arrow and page keys, Home and End go from row to row, and what has the focus is seen', async () => {
    const { page, close } = await visit(browser, server.address);
    await page.goto('/findings');
    await opener(page, 0).focus();
    const at = () => page.evaluate(() => Number(document.activeElement?.getAttribute('data-row')));
    const inSight = () =>
      page.evaluate(() => {
        const { top, bottom, left } =
          document.activeElement?.closest('tr')?.getBoundingClientRect() ?? new DOMRect();
        const middle = document.elementFromPoint(left + 40, (top + bottom) / 2);
        return document.activeElement?.closest('tr')?.contains(middle) ?? false;
      });
    for (const [key, least] of [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['PageDown', 10],
      ['End', 300],
      ['PageUp', 280],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(at).toBeGreaterThanOrEqual(least);
      expect([key, await inSight()]).toEqual([key, true]);
    }
    await page.keyboard.press('Home');
    await expect.poll(at).toBe(0);
    // Scrolled away by other means, what has the focus keeps it.
    await page.evaluate(() => window.scrollTo(0, 8_000));
    await page.waitForTimeout(200);
    expect(await at()).toBe(0);
    await close();
  });
});

test('before anything is handed in, each page names the command that fills it', async () => {
  const server = await startServer();
  const { page, wrong, close } = await visit(browser, server.address);
  for (const path of ['/inventory', '/findings', '/cost', '/identities', '/components']) {
    await page.goto(path);
    await page.getByText('npx assay import').waitFor();
  }
  expect(wrong).toEqual([]);
  await close();
  await server.stop();
});
