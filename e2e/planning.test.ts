import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  await handIn('cost', 'We looked at last month’s bill.');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function handIn(aspect: string, what: string) {
  const when = new Date().toISOString().slice(0, 10);
  const body = { assay: 'attestation/v1', who: { name: 'Somebody' }, what, when, aspect, output: 'test' };
  const answer = await fetch(`${server.address}/api/v1/imports?name=done.json&system=Orders`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(answer.status).toBe(200);
}

test('a plan is made from a gap, and is reached when the evidence comes in, while somebody looks', async () => {
  const { page, wrong, close } = await visit(browser, server.address);
  await page.goto('/plan?system=orders');
  await page.getByRole('link', { name: 'Plan for Backup' }).click();
  await page.getByLabel('Who does it').fill('Platform team');
  await page.getByRole('button', { name: 'Plan something' }).click();
  const open = page.getByRole('region', { name: 'Open' });
  await open.getByRole('link', { name: 'Backup' }).waitFor();
  expect(await page.getByRole('link', { name: 'Plan for Backup' }).count()).toBe(0);

  await handIn('backup', 'We restored the orders database.');
  await page.getByRole('region', { name: 'Reached' }).getByRole('link', { name: 'Backup' }).waitFor();
  expect(await open.getByRole('link', { name: 'Backup' }).count()).toBe(0);

  await page.getByRole('link', { name: 'List' }).click();
  await page.getByRole('row', { name: /Orders Backup/ }).waitFor();
  await page.getByRole('button', { name: 'Give up: Orders, Backup' }).click();
  await page.getByRole('button', { name: 'Take up again: Orders, Backup' }).click();
  await page.getByRole('button', { name: 'Give up: Orders, Backup' }).waitFor();
  expect(wrong).toEqual([]);
  await close();
});

test('a workshop: people differ, one says what was done, and it becomes evidence in their name', async () => {
  const { page, wrong, close } = await visit(browser, server.address);
  await page.goto('/workshops');
  await page.getByText('Begin a workshop').click();
  await page.getByLabel('Name 1').fill('Alice Example');
  await page.getByLabel('Name 5').fill('Bob Example');
  await page.getByRole('button', { name: 'Start with the first aspect' }).click();
  await page.getByRole('heading', { name: /Inventory/ }).waitFor();
  const sees = (name: string, level: string) =>
    page
      .getByRole('radiogroup', { name: `Where ${name} sees it` })
      .getByRole('radio', { name: level })
      .check({ force: true });
  await sees('Alice Example', '4: Monthly, half automated');
  await sees('Bob Example', '2: Ad hoc, by hand');
  await page.getByText('People differ: from 2 to 4.').waitFor();
  await page.getByLabel('What Alice Example did').fill('We counted all accounts.');
  await page.getByRole('link', { name: 'Next aspect' }).click();
  await page.getByRole('heading', { name: /Cost/ }).waitFor();

  // The room takes a break; what was said is there when it goes on.
  await page.getByText('Saved').waitFor();
  await page.goto('/workshops');
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('navigation', { name: 'Aspects' }).getByRole('link', { name: 'Summary' }).click();
  await page.getByText('We counted all accounts.').waitFor();
  await page.getByRole('button', { name: 'End the workshop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the workshop' }).click();
  await page.getByRole('link', { name: 'The attestations as evidence' }).waitFor();
  await page.goto('/systems/orders/aspects/inventory');
  await page.getByText('We counted all accounts. (Alice Example, product owner)').waitFor();
  expect(wrong).toEqual([]);
  await close();
});
