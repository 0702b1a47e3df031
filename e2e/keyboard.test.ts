import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;
let seen: Visit;

beforeAll(async () => {
  server = await startServer();
  await loadExample(server.address);
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

test('the first stop skips to the content', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('from the heat map to the evidence behind a level without a mouse', async () => {
  const { page } = seen;
  await page.goto('/');
  const grid = page.getByRole('grid');
  await grid.waitFor();
  // One stop for the whole map: Tab until it is reached, then arrows.
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.getAttribute('data-cell') === '0,0')) break;
  }
  const cell = () => page.evaluate(() => document.activeElement?.getAttribute('data-cell'));
  expect(await cell()).toBe('0,0');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  expect(await cell()).toBe('2,3');
  await page.keyboard.press('End');
  expect(await cell()).toBe('2,17');
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+End');
  expect(await cell()).toBe('29,17');
  await page.keyboard.press('Control+Home');
  expect(await cell()).toBe('0,0');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(label).toMatch(/^Inventory: /);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Inventory/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('what has the focus shows it, and nothing that sticks hides it', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  await page.locator('[data-cell="0,3"]').focus();
  for (let step = 0; step < 29; step++) {
    await page.keyboard.press('ArrowDown');
    const { outline, hidden } = await page.evaluate(() => {
      const cell = document.activeElement!;
      const { left, top, width, height } = cell.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      return { outline: getComputedStyle(cell).outlineStyle, hidden: !cell.contains(above) };
    });
    expect({ step, outline, hidden }).toEqual({ step, outline: 'solid', hidden: false });
  }
});

test('the dialog keeps the focus, closes on Escape and gives the focus back', async () => {
  const { page } = seen;
  await page.goto('/');
  const remove = page.getByRole('button', { name: 'Remove the example' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Remove the example organization?' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Remove the example');
});

test('the chosen theme holds after a reload, before anything is drawn', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await page.reload({ waitUntil: 'commit' });
  await page.locator('#app').waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
});

test('a few letters lead to a system, and the focus comes back where it was', async () => {
  const { page } = seen;
  await page.goto('/account');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button', { name: /Go to/ }).focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /Portfolio/ }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Go to');

  // Closed and opened in one breath, as fast as keys can be pressed: it is open, and no letter is lost.
  await page.keyboard.press('Control+k');
  await page.evaluate(() => {
    const press = (target: EventTarget | null, key: string, ctrlKey: boolean) =>
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
    press(document.activeElement, 'Escape', false);
    press(window, 'k', true);
  });
  await page.keyboard.type('fraud');
  await page.getByRole('option', { name: /Fraud Screening/, selected: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page
    .getByRole('option', { name: /Fraud Screening/, selected: true })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/systems\/fraud-screening/);
});

test('no key is lost where the palette is asked for again at the moment it closes', async () => {
  const { page } = seen;
  await page.goto('/account');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  // In one go: the browser tells of the closing only after the key.
  await page.evaluate(() => {
    document.querySelector<HTMLDialogElement>('dialog.palette')?.close();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
  });
  await page.keyboard.type('fraud');
  await page
    .getByRole('option', { name: /Fraud Screening/, selected: true })
    .first()
    .waitFor();
  expect(await page.getByRole('combobox').inputValue()).toBe('fraud');
});

test('the palette finds systems that arrive after their letters', async () => {
  const { page } = seen;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/v1/portfolio/map', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/account');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('fraud');
  await page.getByRole('status').filter({ hasText: 'Systems are still being loaded.' }).waitFor();
  release();
  await page
    .getByRole('option', { name: /Fraud Screening/, selected: true })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/systems\/fraud-screening/);
});

test('g and a letter lead to a page, unless somebody writes or switched such keys off', async () => {
  const { page } = seen;
  await page.goto('/account');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL(/\/plan/);
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByLabel('Keys without Ctrl or Cmd').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Page, system, aspect or action' }).waitFor();
  expect(page.url()).toContain('/plan');
});
