import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../scripts/postgres.mjs';
import { launch, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let browser: Browser;

beforeAll(async () => {
  postgres = await startPostgres();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await postgres?.stop();
});

describe.each(['SQLite', 'PostgreSQL'])('on %s', (store) => {
  let server: RunningServer;
  beforeAll(async () => {
    const key = Buffer.alloc(32, 9).toString('base64');
    server = await startServer({
      env: store === 'PostgreSQL' ? { DATABASE_URL: postgres.url, ASSAY_KEY: key } : {},
    });
    await handIn('cost', 'We looked at last month’s bill.');
  });
  afterAll(() => server?.stop());

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

  test('a file comes in, and the level changes in the page that is open', async () => {
    const { page, wrong, close } = await visit(browser, server.address);
    await page.goto('/');
    const backup = page.locator('a.heat-level[aria-label^="Backup: "]');
    await backup.waitFor();
    const before = await backup.textContent();
    expect(before).toBe('1');
    await handIn('backup', 'We restored the orders database.');
    await expect.poll(() => backup.textContent(), { timeout: 20_000 }).toMatch(/^[2-5]$/);
    expect(wrong).toEqual([]);
    await close();
  });

  test('a link to a system that this organization does not have says so', async () => {
    const { page, wrong, close } = await visit(browser, server.address);
    await page.goto('/systems/theirs');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('theirs');
    expect(wrong).toEqual([]);
    await close();
  });
});
