import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

const DAY = 86_400_000;
const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
/** An export of a tool that nobody has an adapter for. */
const PORTS = [
  'Machine,Finding,How bad,Outcome,Seen,Password',
  `web-1,Open port,high,To do,${yesterday},hunter2`,
  `web-2,Old TLS,low,All fine,${yesterday},letmein`,
].join('\n');

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([label, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([bytes ?? ''], label ?? ''));
      return data;
    },
    [name, content],
  );
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

test('a table that nobody knows is mapped, looked at, imported, and read by its saved map the next time', async () => {
  const { page, wrong, close } = await visit(browser, server.address);
  await page.goto('/evidence');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await drop(page, 'ports.csv', `${PORTS}\n`);
  await page.getByLabel('System', { exact: true }).fill('Orders');
  const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem').first();
  await row.getByText('No adapter knows it').waitFor();
  await row.getByRole('button', { name: 'Map the columns of ports.csv' }).click();

  const dialog = page.getByRole('dialog');
  await dialog.getByRole('cell', { name: 'Open port' }).waitFor();
  expect(await dialog.textContent()).not.toContain('hunter2');
  const choose = (label: string, option: string) =>
    dialog.getByLabel(label, { exact: false }).first().selectOption(option);
  await choose('Aspect', 'Always the same');
  await dialog.getByLabel('Aspect, always').selectOption('Configuration');
  await choose('Check', 'Finding');
  await choose('Severity', 'How bad');
  await choose('Host', 'Machine');
  await choose('Time', 'Seen');
  await choose('Status', 'Outcome');
  await dialog.getByText('Rows that could not be read').waitFor();
  await dialog.getByLabel('Status: “To do” means').selectOption('fail');
  await dialog.getByLabel('Status: “All fine” means').selectOption('pass');
  await dialog.getByText('2 results').waitFor();
  await dialog.getByText('1 finding').waitFor();
  await dialog.getByLabel('Save the map as').fill('Port list');
  await dialog.getByRole('button', { name: 'Save and import' }).click();

  await row.getByText('Imported').waitFor();
  expect(await row.textContent()).toContain('csvmap');
  const documents = page.getByRole('group', { name: 'Documents' });
  await documents.getByRole('row', { name: /ports\.csv/ }).waitFor();

  await drop(page, 'more.csv', `${PORTS}\nweb-3,Open port,high,To do,${yesterday},x\n`);
  await page.getByRole('button', { name: 'Map the columns of more.csv' }).click();
  await dialog.getByLabel('Map', { exact: true }).selectOption('Port list');
  await dialog.getByText('3 results').waitFor();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await documents.getByRole('row', { name: /more\.csv/ }).waitFor();
  expect(wrong).toEqual([]);
  await close();
});

test('a file that is known says so before it is imported', async () => {
  const { page, close } = await visit(browser, server.address);
  await page.goto('/evidence');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await drop(
    page,
    'tests.xml',
    '<testsuite name="a" tests="1"><testcase classname="a" name="b"/></testsuite>',
  );
  await page.getByText(/Would be read by junit/).waitFor();
  await close();
});
