import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { CLI, loadExample, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;
let seen: Visit;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-e2e-proof-'));
  server = await startServer();
  await loadExample(server.address);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  seen = await visit(browser, server.address);
});
afterEach(async () => {
  await seen.close();
  expect(seen.wrong).toEqual([]);
});

/** The command under test, in a folder without a store. */
const assay = (...words: string[]) =>
  spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder },
  });

/** A bundle is a link of the server's, a document's proof a button of the page's. */
async function save(page: Page, role: 'link' | 'button', name = 'Download the proof'): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole(role, { name }).click(),
  ]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

test('a bundle that a browser saved is verified by the command, word for word as the page says it', async () => {
  const { page } = seen;
  await page.goto('/');
  const system = page.getByRole('grid').locator('tbody th a').first();
  const name = (await system.textContent()) ?? '';
  await system.click();
  await page.getByRole('link', { name: 'Prove it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Proof' }).waitFor();
  const file = await save(page, 'link');
  const command = await page.locator('.command code').first().textContent();
  const [, , key] = /^assay verify (\S+\.assay-proof\.json) --key '([^']+)'$/.exec(command ?? '') ?? [];
  const verified = assay('verify', file, '--key', key ?? '');
  expect(verified.stderr).toBe('');
  expect(verified.stdout).toContain(`It holds: ${name} of`);
  expect(verified.stdout).toContain('Derived anew with the standard model');
  expect(verified.status).toBe(0);
  const other = assay('verify', file, '--key', (key ?? '').replace(/^assay-./, 'assay-z'));
  expect(other.status).toBe(1);
});

test('one aspect, of another day, is another file', async () => {
  const { page } = seen;
  const past = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/proof?at=${past}`);
  await page.getByLabel('Aspect', { exact: true }).selectOption('backup');
  await page.waitForURL(/aspect=backup/);
  const file = await save(page, 'link');
  const { statement } = JSON.parse(readFileSync(file, 'utf8')) as {
    statement: { at: number; score: number | null; aspects: { id: string }[] };
  };
  expect(statement.aspects.map(({ id }) => id)).toEqual(['backup']);
  expect(new Date(statement.at).toISOString().slice(0, 10) <= past).toBe(true);
});

test('a document’s place in the log is checked in the browser, and what is saved holds by hand', async () => {
  const { page } = seen;
  await page.goto('/evidence');
  await page.locator('#documents tbody th a').first().click();
  await page.getByRole('heading', { name: 'Proof', exact: true }).waitFor();
  const found = page.locator('.checks li');
  await found.first().waitFor();
  expect(await found.evaluateAll((all) => all.map((each) => each.getAttribute('data-holds')))).toEqual([
    'yes',
    'yes',
    'yes',
  ]);
  const proof = readFileSync(await save(page, 'button'), 'utf8');
  expect(proof).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex \d+\n/);
  await save(page, 'button', 'Download the leaf');
  const command = (await page.locator('.command code').nth(1).textContent()) ?? '';
  const sum = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).slice(0, 64);
  expect(await page.locator('.proof-facts code').nth(1).textContent()).toBe(sum);
});

test('an answer that was changed on its way does not hold', async () => {
  const { page } = seen;
  await page.route('**/api/v1/documents/*/proof', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { leaf: string };
    await route.fulfill({ json: { ...answer, leaf: answer.leaf.replace('"bytes":', '"bytes":1') } });
  });
  await page.goto('/evidence');
  await page.locator('#documents tbody th a').first().click();
  const leaf = page.locator('.checks li').first();
  await leaf.waitFor();
  expect(await leaf.textContent()).toContain('does not hold');
});

test('a witness is added, shows its secret once, and is removed', async () => {
  const own = await startServer();
  const { page, wrong, close } = await visit(browser, own.address);
  const made = { assay: 'attestation/v1', who: { name: 'Somebody' }, what: 'We looked.', aspect: 'cost' };
  const when = new Date().toISOString().slice(0, 10);
  await fetch(`${own.address}/api/v1/imports?name=done.json&system=Orders`, {
    method: 'POST',
    body: JSON.stringify({ ...made, when, output: 'test' }),
    headers: { 'content-type': 'application/octet-stream' },
  });
  await page.goto('/proof');
  await page.getByText('Add a witness').click();
  const form = page.locator('details', { hasText: 'Add a witness' });
  await form.getByLabel('Name').fill('Audit team');
  await form.getByLabel('Kind').selectOption('Webhook');
  await form.getByLabel('Where it is').fill('https://audit.example.org/assay');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row', { name: /Audit team/ });
  await row.getByText('audit.example.org').waitFor();
  expect(await page.getByRole('status').locator('code').textContent()).toMatch(/^whsec_/);
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nobody outside keeps checkpoints yet.').waitFor();
  expect(wrong).toEqual([]);
  await close();
  await own.stop();
});

test('a witness is shown with what it last saw', async () => {
  const { page } = seen;
  const repository = join(folder, 'witness.git');
  execFileSync('git', ['init', '-q', '--bare', repository]);
  const store = ['--data', server.data, '--organization', 'example'];
  await page.goto('/proof');
  await page.getByText('Nobody outside keeps checkpoints yet.').waitFor();
  expect(assay('witness', 'add', 'Audit team', '--git', repository, ...store).status).toBe(0);
  await page.reload();
  const row = page.getByRole('row', { name: /Audit team/ });
  await row.getByText('not tried yet').waitFor();
  expect(assay('witness', 'try', ...store).status).toBe(0);
  await page.reload();
  await row.getByText('up to date').waitFor();
  expect(await row.textContent()).toMatch(/leaves/);
});
