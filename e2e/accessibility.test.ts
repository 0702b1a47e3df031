import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { type Look, launch, visit } from './browser.ts';
import { loadExample, type RunningServer, startServer } from './server.ts';

const WIDTHS = [1280, 360].map((width) => ({ width }));

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

/** In both themes: what is loaded once is looked at twice. */
async function check(path: string, look: Look, ready: (page: Page) => Promise<void>): Promise<void> {
  const { page, wrong, close } = await visit(browser, server.address, look);
  try {
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState('networkidle');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, 'pixels that the page is wider than the window').toBeLessThanOrEqual(0);
    expect(wrong).toEqual([]);
  } finally {
    await close();
  }
}

describe('before anything is handed in', () => {
  test.each(WIDTHS)('first visit, $width px', (look) =>
    check('/', look, (page) => page.getByRole('button', { name: 'Load the example' }).waitFor()),
  );
});

describe('before anybody owns it', () => {
  test.each(WIDTHS)('the first page, $width px', async (look) => {
    const fresh = await startServer({ first: true });
    const before = server;
    server = fresh;
    try {
      await check('/', look, (page) =>
        page.getByRole('button', { name: 'Use it on this machine alone' }).waitFor(),
      );
    } finally {
      server = before;
      await fresh.stop();
    }
  });
});

describe('with the example', () => {
  let system = '';
  let document = '';
  beforeAll(async () => {
    await loadExample(server.address);
    const portfolio = await (await fetch(`${server.address}/api/v1/portfolio`)).json();
    system = (portfolio as { systems: { id: string }[] }).systems[0]!.id;
    const documents = await (await fetch(`${server.address}/api/v1/documents?limit=1`)).json();
    document = (documents as { rows: { sha256: string }[] }).rows[0]!.sha256;
  });

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();
  const pages: { name: string; path: () => string; ready: (page: Page) => Promise<void> }[] = [
    ...['people', 'machines', 'systems', 'rules', 'exemptions', 'webhooks', 'audit', 'organization'].map(
      (section) => ({
        name: `administration, ${section}`,
        path: () => `/administration?section=${section}`,
        ready: heading,
      }),
    ),
    { name: 'account', path: () => '/account', ready: heading },
    { name: 'refusal', path: () => '/docs/problems/undated', ready: heading },
    {
      name: 'command palette',
      path: () => '/plan',
      ready: async (page) => {
        await heading(page);
        await page.keyboard.press('Control+k');
        await page.getByRole('option').first().waitFor();
      },
    },
    {
      name: 'what the keyboard does',
      path: () => '/plan',
      ready: async (page) => {
        await heading(page);
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'focus', path: () => '/focus', ready: heading },
    { name: 'growth', path: () => '/growth', ready: heading },
    { name: 'plan, board', path: () => '/plan', ready: heading },
    { name: 'plan, list', path: () => '/plan?view=list&system=payments', ready: heading },
    { name: 'report', path: () => '/report', ready: heading },
    { name: 'report, system', path: () => '/report?system=payments&full=true', ready: heading },
    { name: 'workshops', path: () => '/workshops', ready: heading },
    { name: 'workshop, step', path: () => '/workshops/example-workshop?step=access', ready: heading },
    { name: 'workshop, summary', path: () => '/workshops/example-workshop', ready: heading },
    { name: 'portfolio', path: () => '/', ready: (page) => page.getByRole('grid').waitFor() },
    {
      name: 'portfolio as of another day',
      path: () => `/?at=${new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10)}&sort=growth`,
      ready: (page) => page.getByRole('grid').waitFor(),
    },
    {
      name: 'portfolio of a framework',
      path: () => '/?framework=nist-csf',
      ready: async (page) => {
        await page.getByRole('grid').waitFor();
        await page.getByText('References of NIST CSF').click();
      },
    },
    { name: 'inventory of another day', path: () => '/inventory?at=2026-01-31', ready: heading },
    { name: 'system', path: () => `/systems/${system}`, ready: heading },
    { name: 'standing', path: () => `/systems/${system}/aspects/backup`, ready: heading },
    { name: 'aspect', path: () => '/aspects/configuration', ready: heading },
    { name: 'evidence', path: () => '/evidence', ready: heading },
    {
      name: 'columns that are mapped',
      path: () => '/evidence',
      ready: async (page) => {
        await heading(page);
        await page.getByTestId('files').setInputFiles({
          name: 'ports.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('Machine,Finding,Outcome\nweb-1,Open port,open\n'),
        });
        await page.getByRole('button', { name: 'Map the columns of ports.csv' }).click();
        await page.getByRole('dialog').getByRole('cell', { name: 'Open port' }).waitFor();
      },
    },
    ...['inventory', 'findings', 'cost', 'identities', 'components'].map((list) => ({
      name: list,
      path: () => `/${list}`,
      ready: (page: Page) => page.locator('[data-row="0"]').waitFor(),
    })),
    {
      name: 'a finding that is open',
      path: () => '/findings?severity=critical',
      ready: async (page) => {
        await page.locator('[data-row="0"]').click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'facets of findings',
      path: () => '/findings?system=-',
      ready: async (page) => {
        await page.getByRole('button', { name: /^System/ }).click();
        await page.getByRole('checkbox').first().waitFor();
      },
    },
    {
      name: 'catalogue',
      path: () => '/catalogue?tool=terraform',
      ready: (page) => page.locator('details[open]').first().waitFor(),
    },
    { name: 'proof', path: () => '/proof', ready: (page) => page.locator('.proof-facts').waitFor() },
    {
      name: 'document',
      path: () => `/evidence/${document}`,
      ready: (page) => page.locator('.checks').waitFor(),
    },
    { name: 'refusals', path: () => '/evidence?list=refusals', ready: heading },
    {
      name: 'a system that does not exist',
      path: () => '/systems/nobody',
      ready: (page) => page.getByRole('alert').waitFor(),
    },
    { name: 'no such page', path: () => '/nowhere', ready: heading },
  ];

  describe.each(WIDTHS)('$width px', (look) => {
    // Two at a time: most of each is waiting for the page to be still.
    test.concurrent.each(pages)('$name', ({ path, ready }) => check(path(), look, ready));
  });

  test('320 px wide, nothing but the heat map scrolls sideways', () =>
    check('/', { width: 320 }, (page) => page.getByRole('grid').waitFor()));

  test('with forced colours every level still has its number and bar', async () => {
    const { page, close } = await visit(browser, server.address, { forcedColors: true });
    await page.goto('/');
    await page.getByRole('grid').waitFor();
    const cells = await page.locator('a.heat-level').evaluateAll((links) =>
      links.slice(0, 45).map((link) => ({
        number: link.textContent ?? '',
        bar: getComputedStyle(link, '::after').backgroundImage,
      })),
    );
    for (const { number, bar } of cells) {
      expect(number).toMatch(/[1-5–]/);
      expect(bar).toContain('linear-gradient');
    }
    await close();
  });
});
