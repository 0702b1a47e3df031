import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Visit, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

const PASSWORD = 'a sentence that nobody guesses';
let server: RunningServer;
let browser: Browser;
let seen: Visit;

beforeAll(async () => {
  server = await startServer({ first: true });
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

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('owner@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

// The tests of this file follow one another: each begins where the one before has ended.

test('the owner invites somebody, who becomes a viewer and sees no administration', async () => {
  const { page } = seen;
  await page.goto(server.link);
  await page.getByLabel('Name').fill('First Owner');
  await page.getByLabel('E-mail').fill('owner@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByText('Invite somebody').first().click();
  await page.getByLabel('For', { exact: true }).fill('A colleague');
  await page.getByLabel('Role', { exact: true }).selectOption('Viewer');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const link = (await page.getByRole('status').locator('code').textContent()) ?? '';
  expect(link).toContain('/join#');

  const guest = await visit(browser, server.address);
  await guest.page.goto(link);
  await guest.page.getByLabel('Name').fill('A Colleague');
  await guest.page.getByLabel('E-mail').fill('colleague@example.org');
  await guest.page.getByLabel('Password').fill(PASSWORD);
  await guest.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await guest.page.getByText('A Colleague').waitFor();
  expect(await guest.page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
  await guest.page.goto('/administration?section=audit');
  await guest.page.getByText('This is for auditors and administrators.').waitFor();
  expect(guest.wrong).toEqual([]);
  await guest.close();

  await page.reload();
  await page.getByRole('rowheader', { name: /A Colleague/ }).waitFor();
});

test('a system, a rule with its preview, a token that is shown once, and all of it in the audit log', async () => {
  const { page } = seen;
  await signIn(page);
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Systems and teams' }).click();
  await page.getByText('Add a system').click();
  await page.getByLabel('Name', { exact: true }).first().fill('Payments');
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.getByRole('rowheader', { name: 'Payments' }).waitFor();
  await page.getByLabel('Personal data, Payments').selectOption('Yes');

  await page.getByRole('link', { name: 'Attribution' }).click();
  await page.getByText('Add a rule').click();
  await page.getByLabel('Pattern').fill('repo:github.com/acme/*');
  await page.getByText('Matches 0 of 0 known things.').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('rowheader', { name: 'repo:github.com/acme/*' }).waitFor();

  await page.getByRole('link', { name: 'Machines' }).click();
  await page.getByText('Make a token').click();
  const form = page.locator('details', { hasText: 'Make a token' });
  await form.getByLabel('Name').fill('Pipeline');
  await form.getByLabel('May', { exact: true }).selectOption('hand in');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const token = (await page.getByRole('status').locator('code').textContent()) ?? '';
  expect(token).toMatch(/^assay_/);
  const answer = await fetch(`${server.address}/api/v1/imports?name=x.json&system=Payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: '{}',
  });
  expect(answer.status).toBe(422);

  await page.getByRole('link', { name: 'Audit log' }).click();
  for (const action of [
    'token.add',
    'rule.add',
    'system.change',
    'system.add',
    'invitation.accept',
    'owner.make',
  ])
    await page.getByText(action, { exact: true }).first().waitFor();
  for (const format of ['CSV', 'JSON']) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download all as ${format}` }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`audit-default.${format.toLowerCase()}`);
    const kept = readFileSync(await file.path(), 'utf8');
    expect(kept).toContain('owner.make');
    expect(kept).not.toContain(token);
  }
  await page.reload();
  expect(await page.getByText(token).count()).toBe(0);
});

test('what another browser changes shows without a reload', async () => {
  const { page } = seen;
  await signIn(page);
  await page.getByRole('heading', { name: 'Portfolio' }).waitFor();
  await page.goto('/administration?section=systems');
  await page.getByRole('rowheader', { name: 'Payments' }).waitFor();
  const cookies = await page.context().cookies();
  const added = await fetch(`${server.address}/api/v1/systems`, {
    method: 'POST',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name: 'Website', team: null, pii: null, public: null, monthlyCost: null }),
  });
  expect(added.status).toBe(201);
  await page.getByRole('rowheader', { name: 'Website' }).waitFor({ timeout: 8_000 });
});

test('systems come from a table that is looked at first, and the import is undone', async () => {
  const { page } = seen;
  await signIn(page);
  await page.getByRole('heading', { name: 'Portfolio' }).waitFor();
  await page.goto('/administration?section=systems');
  await page.getByText('Import systems from a file').click();
  const table = 'name,team,public\nPayments,Checkout,yes\nSearch,Catalogue,no\n,Checkout,no\n';
  await page
    .getByLabel('CSV, or a Backstage catalogue')
    .setInputFiles({ name: 'systems.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByText('1 new, 1 changed, 0 unchanged, 1 left out.').waitFor();
  await page.getByText('A system needs a name with a letter or a digit.').waitFor();
  expect(await page.getByRole('rowheader', { name: 'Search' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Import 2 systems' }).click();
  await page.getByText('1 system made, 1 system changed.').waitFor();
  await page.getByLabel('Team of Search').waitFor();

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download all as CSV' }).click(),
  ]);
  const kept = readFileSync(await file.path(), 'utf8');
  await page
    .getByLabel('CSV, or a Backstage catalogue')
    .setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(kept) });
  await page.getByText('Nothing would change.').waitFor();

  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await page.getByLabel('Team of Search').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByText('system.import.undo', { exact: true }).waitFor();
});

test('what one asks for another one approves, and until then it counts for nothing', async () => {
  const { page } = seen;
  await signIn(page);
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByText('Invite somebody').first().click();
  await page.getByLabel('For', { exact: true }).fill('Second Admin');
  await page.getByLabel('Role', { exact: true }).selectOption('Administrator');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const link = (await page.getByRole('status').locator('code').textContent()) ?? '';

  await page.goto('/systems/payments/aspects/backup');
  await page.getByText('Does it not apply here?').click();
  await page.getByLabel('Reason').fill('It holds no data.');
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Until').fill(soon);
  await page.getByRole('button', { name: 'Ask for an exemption' }).click();
  await page.getByText('waits for an answer', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
  expect(await page.getByText('Exempt: the aspect does not apply here').count()).toBe(0);

  const other = await visit(browser, server.address);
  await other.page.goto(link);
  await other.page.getByLabel('Name').fill('Second Admin');
  await other.page.getByLabel('E-mail').fill('second@example.org');
  await other.page.getByLabel('Password').fill(PASSWORD);
  await other.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await other.page.getByRole('link', { name: 'Administration' }).click();
  await other.page.getByRole('link', { name: 'Exemptions' }).click();
  await other.page.getByRole('button', { name: 'Approve the exemption of Payments from Backup' }).click();
  await other.page.getByText(/^ends in \d+ days$/).waitFor();
  expect(other.wrong).toEqual([]);
  await other.close();

  await page.getByText('Exempt: the aspect does not apply here').first().waitFor({ timeout: 8_000 });
  await page.getByText(/Decided by Second Admin/).waitFor();
  await page.goto('/administration?section=audit');
  for (const action of ['exemption.ask', 'exemption.approve'])
    await page.getByText(action, { exact: true }).waitFor();
});

test('an owner erases somebody, and the audit log says so', async () => {
  const { page } = seen;
  await signIn(page);
  await page.getByRole('link', { name: 'Administration' }).click();
  const row = page.getByRole('row', { name: /A Colleague/ });
  await row.getByRole('button', { name: 'Erase' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByText('person.erase', { exact: true }).waitFor();
  expect(await page.getByText('A Colleague', { exact: true }).count()).toBe(0);
});

test('what a refusal means is explained where its type leads, signed in or not', async () => {
  const { page } = seen;
  await page.goto('/docs/problems/undated');
  await page.getByRole('heading', { name: 'No date' }).waitFor();
  await page.getByText('The time of the upload is never taken for it').waitFor();
  await page.getByRole('link', { name: 'Not recognised' }).click();
  await page.getByRole('heading', { name: 'Not recognised' }).waitFor();
  expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
  const json = await fetch(`${server.address}/docs/problems/undated`);
  expect(await json.json()).toMatchObject({ code: 'undated', status: 422 });
});
