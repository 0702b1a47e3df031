import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  await loadExample(server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a report of a system, compared with another day, on paper and as a file', async () => {
  const { page, wrong, close } = await visit(browser, server.address);
  await page.goto('/report');
  await page.getByRole('heading', { name: 'Example organization' }).waitFor();
  await page.getByLabel('About', { exact: true }).selectOption('Payments');
  await page.getByRole('article').getByRole('heading', { name: 'Payments' }).waitFor();
  const score = page.locator('.report-figures > div', { hasText: 'Score then' }).locator('dd');
  const quarter = await score.textContent();
  const day = new Date(Date.now() - 380 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Compared with').fill(day);
  await expect.poll(() => score.textContent()).not.toBe(quarter);
  expect(page.url()).toContain(`compare=${day}`);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download PDF' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^assay-payments-\d{4}-\d{2}-\d{2}\.pdf$/);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  expect(pdf.numPages).toBe(1);
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('Payments');
  expect(text).toContain(((await score.textContent()) ?? '').trim());

  // What is printed is the paper alone.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Download PDF' }).isVisible()).toBe(false);
  expect(await page.getByRole('article').isVisible()).toBe(true);
  expect(wrong).toEqual([]);
  await close();
});
