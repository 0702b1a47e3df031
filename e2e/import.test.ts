import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

const DAY = 86_400_000;
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

/** The day before today, so that it lies in the past in every time zone. */
const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);

/** `aws rds describe-db-snapshots`, with one snapshot that succeeded yesterday. */
const snapshots = JSON.stringify({
  DBSnapshots: [
    {
      DBSnapshotIdentifier: 'rds:payments-daily',
      DBInstanceIdentifier: 'payments',
      SnapshotCreateTime: `${yesterday}T03:00:00.000Z`,
      Engine: 'postgres',
      Status: 'available',
      SnapshotType: 'automated',
      Encrypted: true,
      PercentProgress: 100,
      DBSnapshotArn: 'arn:aws:rds:eu-central-1:111122223333:snapshot:rds:payments-daily',
    },
  ],
});

/** `gitleaks detect --report-format json --redact`: it does not say when it was made. */
const leaks = JSON.stringify([
  {
    Description: 'AWS access key',
    StartLine: 3,
    EndLine: 3,
    StartColumn: 12,
    EndColumn: 31,
    Match: 'REDACTED',
    Secret: 'REDACTED',
    File: 'config/old.env',
    SymlinkFile: '',
    Commit: '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567',
    Entropy: 3.4,
    Author: 'Alice',
    Email: 'alice@example.com',
    Date: `${yesterday}T01:00:00Z`,
    Message: 'Add configuration',
    Tags: [],
    RuleID: 'aws-access-token',
    Fingerprint: '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567:config/old.env:aws-access-token:3',
  },
]);

async function choose(page: Page, name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  });
}

async function levelOf(page: Page, aspect: string): Promise<string> {
  await page.goto('/systems/payments');
  const row = page
    .locator('.aspect-rows tbody tr')
    .filter({ has: page.getByRole('rowheader', { name: aspect }) });
  await row.waitFor();
  return (await row.locator('.level-chip [aria-hidden]').textContent()) ?? '';
}

// The tests of this file follow one another: each begins where the one before has ended.

test('a file that is chosen on the first visit waits on the evidence page, and makes its system', async () => {
  const { page } = seen;
  await page.goto('/');
  await choose(page, 'snapshots.json', snapshots);
  await page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
  await page.getByLabel('System', { exact: true }).fill('Payments');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem').first();
  await row.getByText('Imported').waitFor();
  expect(await row.textContent()).toContain('rds-snapshots');
  await row.getByRole('link', { name: /payments/i }).waitFor();
  expect(await levelOf(page, 'Backup')).toBe('2');
  expect(await levelOf(page, 'Secrets')).toBe('1');
});

test('a file that does not say when it happened is refused with the reason; with a day it raises the level', async () => {
  const { page } = seen;
  await page.goto('/evidence');
  await choose(page, 'gitleaks.json', leaks);
  await page.getByLabel('System', { exact: true }).fill('Payments');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem').first();
  await row.getByText('Refused').waitFor();
  expect(await row.textContent()).toContain('No date.');
  await page.getByLabel('When it happened').fill(yesterday);
  await row.getByRole('button', { name: 'Try gitleaks.json again' }).click();
  await row.getByText('Imported').waitFor();
  expect(await row.textContent()).toContain('gitleaks');
  expect(await levelOf(page, 'Secrets')).toBe('2');
});

test('the same bytes twice are one document', async () => {
  const { page } = seen;
  await page.goto('/evidence');
  await choose(page, 'again.json', snapshots);
  await page.getByLabel('System', { exact: true }).fill('Payments');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await page.getByText('Already known').waitFor();
  expect(await page.getByRole('group', { name: 'Documents' }).locator('tbody tr').count()).toBe(2);
});

test('a file that nothing reads says why, where and what to do, and stays in the list of refusals', async () => {
  const { page } = seen;
  await page.goto('/evidence');
  await choose(page, 'holiday.txt', 'Two weeks by the sea, and not one alert.\n');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem').first();
  await row.getByText('Refused').waitFor();
  expect(await row.textContent()).toContain('holiday.txt');
  expect(await row.textContent()).toContain('Not recognised.');
  await page
    .getByRole('navigation', { name: 'Lists' })
    .getByRole('link', { name: /Refusals/ })
    .click();
  const refusal = page.getByRole('group', { name: 'Refusals' }).getByRole('row', { name: /holiday\.txt/ });
  await refusal.waitFor();
  expect(await refusal.textContent()).toContain('Not recognised');
});

test('files dropped anywhere open the evidence page', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('grid').waitFor();
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'dropped.json'));
    return data;
  }, snapshots);
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
  await page.getByText('Drop to hand in').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await page.getByRole('list', { name: 'Files' }).getByText('dropped.json').waitFor();
  expect(new URL(page.url()).pathname).toBe('/evidence');
});

test('a server that is gone is said so, with a retry that works once it is back', async () => {
  const { page } = seen;
  await page.route('**/api/v1/portfolio/map', (route) => route.abort());
  await page.goto('/');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('The server did not answer');
  await page.unroute('**/api/v1/portfolio/map');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('grid').waitFor();
});
