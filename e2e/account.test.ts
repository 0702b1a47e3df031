import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { passwordHash } from '../src/server/access/password.ts';
import { FRESH } from '../src/server/access/sessions.ts';
import { type Stage, stage } from '../src/server/testing/stage.ts';
import { launch, type Visit, visit } from './browser.ts';

/* What one signs in with is changed after a proof only; the dialog asks for it, and what was begun goes on. */

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PASSWORD = 'a sentence that nobody guesses';
let on: Stage;
let browser: Browser;
let seen: Visit;
let origin: string;
let dialog: Locator;

beforeAll(async () => {
  on = await stage();
  const address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  // A passkey belongs to a name; 127.0.0.1 is none.
  origin = address.replace('127.0.0.1', 'localhost');
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await on?.close();
});
beforeEach(async (context) => {
  const { cookie = '' } = await on.person('owner', { id: context.task.id });
  await on.store.writeAccounts(async (writer) => {
    const person = await writer.person(context.task.id);
    if (person) await writer.putPerson({ ...person, password: await passwordHash(PASSWORD) });
  });
  seen = await visit(browser, origin);
  const [name = '', value = ''] = cookie.split('=');
  await seen.page.context().addCookies([{ name, value, url: origin }]);
  await seen.page.goto('/account');
  await seen.page.getByRole('heading', { name: 'Passkeys' }).waitFor();
  dialog = seen.page.getByRole('dialog', { name: 'Is it you?' });
});
afterEach(async () => {
  await seen.close();
  expect(seen.wrong).toEqual([]);
});

test('just after a sign-in nothing more is asked', async () => {
  await seen.page.getByRole('button', { name: 'Set up an authenticator' }).click();
  await seen.page.getByText('Type this into your authenticator').waitFor();
  expect(await dialog.isVisible()).toBe(false);
});

test('later the password is asked for, a wrong one is told so, and what was begun goes on', async () => {
  on.pass(FRESH);
  const { page } = seen;
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  await dialog.waitFor();
  await dialog.getByLabel('Password').fill('something else entirely');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('This password is not yours.').waitFor();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Type this into your authenticator').waitFor();
  expect(await dialog.isVisible()).toBe(false);
});

test('the account and its dialog can be used by everyone, wide and narrow, light and dark', async () => {
  on.pass(FRESH);
  const { page } = seen;
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/account');
      const setUp = page.getByRole('button', { name: 'Set up an authenticator' });
      await setUp.waitFor();
      expect(await violations(page)).toEqual([]);
      await setUp.click();
      await dialog.waitFor();
      expect(await violations(page)).toEqual([]);
    }
  }
});

test('whoever closes the dialog has changed nothing, and may try again', async () => {
  on.pass(FRESH);
  const { page } = seen;
  const setUp = page.getByRole('button', { name: 'Set up an authenticator' });
  await setUp.click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alert').getByText('Prove that it is you').waitFor();
  expect(await page.getByText('Type this into your authenticator').count()).toBe(0);
  await setUp.click();
  await dialog.waitFor();
});

test('password fields hide what is typed, take what is pasted, and say to password managers what they are for', async () => {
  const { page } = seen;
  for (const [label, purpose] of [
    ['Present password', 'current-password'],
    ['New password', 'new-password'],
  ] as const) {
    const field = page.getByLabel(label);
    expect(await field.getAttribute('type')).toBe('password');
    expect(await field.getAttribute('autocomplete')).toBe(purpose);
    await field.focus();
    const taken = await field.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'x');
      return element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    // Nobody called preventDefault: the browser pastes.
    expect(taken).toBe(true);
  }
});

test('every page has the way to sign out in sight', async () => {
  const { page } = seen;
  for (const path of ['/', '/findings', '/evidence', '/report', '/admin', '/account']) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode().analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
