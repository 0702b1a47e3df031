import type { Browser } from 'playwright-core';
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

// The tests of this file follow one another: each begins where the one before has ended.

test('the first visit offers to use it alone, and an account only to who has the link', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('button', { name: 'Use it on this machine alone' }).waitFor();
  await page.getByText('Open the link that the server printed').waitFor();
  expect(await page.getByLabel('Password').count()).toBe(0);
  expect((await fetch(`${server.address}/api/v1/portfolio`)).status).toBe(401);
});

test('used alone with one click, it asks for nothing', async () => {
  const { page } = seen;
  await page.goto('/');
  await page.getByRole('button', { name: 'Use it on this machine alone' }).click();
  await page.getByRole('heading', { name: 'Nothing to weigh yet' }).waitFor();
  await page.getByText('Used on this machine alone').waitFor();
});

test('the link makes the first account; from then on a sign-in is asked for', async () => {
  const { page } = seen;
  await page.goto(server.link);
  await page.getByLabel('Name').fill('First Owner');
  await page.getByLabel('E-mail').fill('owner@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  expect(page.url()).not.toContain('#');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'Nothing to weigh yet' }).waitFor();
  await page.getByText('First Owner').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect((await fetch(`${server.address}/api/v1/portfolio`)).status).toBe(401);
});

test('a page that was asked for opens after the sign-in; a wrong password is told so', async () => {
  const { page } = seen;
  await page.goto('/catalogue');
  await page.getByLabel('E-mail').fill('Owner@example.org');
  await page.getByLabel('Password').fill('something else entirely');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('E-mail and password do not fit together.').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Catalogue', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/catalogue');
});

test('who signs in or out on one page does so on every other', async () => {
  const { page } = seen;
  const other = await page.context().newPage();
  await other.goto('/catalogue');
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('owner@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.getByRole('heading', { name: 'Catalogue', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.close();
});

test('the link is good once', async () => {
  const { page } = seen;
  await page.goto(server.link);
  await page.getByRole('heading', { name: 'Somebody owns it already' }).waitFor();
});
