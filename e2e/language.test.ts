import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { launch, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  await loadExample(server.address);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('it speaks what the browser prefers, and another language when one is chosen, which holds', async () => {
  const { page, wrong, close } = await visit(browser, server.address, { locale: 'de-CH' });
  const language = () => page.evaluate(() => document.documentElement.lang);
  await page.goto('/systems/payments');
  await page.getByRole('heading', { name: 'Stufen im Lauf der Zeit' }).waitFor();
  expect(await language()).toBe('de');
  expect(await page.locator('time').first().textContent()).toMatch(/^\d+\. \p{L}+\.? \d{4}/u);
  // Reasons and steps are told in the same language; the aspects too.
  await page
    .getByText(/^Ohne Lücke von mehr als \d+ Tagen praktiziert/)
    .first()
    .waitFor();
  expect(await page.locator('main [lang="en"]').count()).toBe(0);
  // What the server has in English only is pronounced as English.
  await page.goto('/systems/no-such-system');
  expect(await page.locator('main [lang="en"]').first().textContent()).toMatch(/^[A-Z].*\.$/);
  await page.goto('/systems/payments');
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Levels over time' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Levels over time' }).waitFor();
  expect(await language()).toBe('en');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Stufen im Lauf der Zeit' }).waitFor();
  expect(wrong).toEqual([]);
  await close();
});

test('whoever reads English fetches no other language', async () => {
  const { page, close } = await visit(browser, server.address, { locale: 'fr-FR' });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(fetched.filter((path) => path.startsWith('/assets/de-'))).toEqual([]);
  expect(fetched.filter((path) => path.startsWith('/assets/')).length).toBeGreaterThan(0);
  await close();
});

// Two at a time: most of each is waiting for the page to be still.
test.concurrent.each(['/', '/systems/payments', '/plan', '/evidence', '/administration?section=machines'])(
  'in longer words %s holds together at 360 px',
  async (path) => {
    const { page, wrong, close } = await visit(browser, server.address, { locale: 'de-DE', width: 360 });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, 'pixels that the page is wider than the window').toBeLessThanOrEqual(0);
    expect(wrong).toEqual([]);
    await close();
  },
);
