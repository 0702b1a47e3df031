import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../scripts/postgres.mjs';
import { OWN } from '../src/intake/organization.ts';
import { readModel, standardModelFolder } from '../src/model/read.ts';
import { newPerson } from '../src/server/access/person.ts';
import { type App, buildApp } from '../src/server/app.ts';
import { CLIENT, type IdentityProvider, identityProvider } from '../src/server/testing/identity-provider.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import * as make from '../src/store/testing/rows.ts';
import { launch, visit } from './browser.ts';

/*
 * What a team lives through, on both databases, against a server whose clock is the test's: it signs in at its own
 * provider of identities, hands a report in, watches the level rise, and a year after the practice finds it lapsed.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GROUPS = [
  { group: 'developers', role: 'contributor' as const, teams: ['shop'] },
  { group: 'everyone', role: 'viewer' as const, teams: [] },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** A port that nobody listens on: the provider has to know where people come back to before the server begins. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-journeys-'));
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let store: Store;
  let app: App;
  let provider: IdentityProvider;
  let address: string;
  let passed = 0;
  const now = () => Date.now() + passed;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    provider = await identityProvider(`${address}/api/v1/sign-in/corp/callback`, {
      dora: { name: 'Dora Developer', email: 'dora@example.org', groups: ['developers'] },
      vera: { name: 'Vera Viewer', email: 'vera@example.org', groups: ['everyone'] },
      olga: { name: 'Olga Outsider', email: 'olga@example.org', groups: [] },
    });
    if (kind === 'postgres') postgres = await startPostgres();
    store = await openStore(postgres ? { url: postgres.url } : { folder });
    for (const [id, system] of [
      [OWN, 'Checkout'],
      ['other', 'Secret plans'],
    ] as const) {
      await store.write(id, async (writer) => {
        await writer.putOrganization({ id, name: id, timeZone: 'UTC', created: now(), example: false });
        await writer.putTeam({ id: 'shop', name: 'Shop' });
        await writer.putSystem({
          ...make.system(system.toLowerCase().replace(' ', '-'), { team: 'shop' }),
          name: system,
        });
      });
    }
    app = await buildApp({
      store,
      model: await readModel(standardModelFolder()),
      version: '0.0.0-test',
      now,
      providers: [
        {
          id: 'corp',
          name: 'Corp',
          issuer: provider.issuer,
          clientId: CLIENT.id,
          clientSecret: CLIENT.secret,
          scopes: ['openid', 'profile', 'email', 'groups'],
          groups: { claim: 'groups', organization: OWN, map: GROUPS },
        },
      ],
    });
    // Somebody owns it already: who comes now signs in.
    const owner = newPerson('First Owner', 'owner@example.org', undefined, now());
    await store.writeAccounts(async (writer) => {
      await writer.putPerson(owner);
      await writer.putMember({
        organization: OWN,
        person: owner.id,
        role: 'owner',
        teams: [],
        created: now(),
      });
    });
    await app.listen({ host: '127.0.0.1', port });
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await provider?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signedIn(who: string, path: string) {
    provider.who = who;
    const seen = await visit(browser, address);
    seen.page.setDefaultTimeout(15_000);
    await seen.page.goto(path);
    await seen.page.getByRole('link', { name: 'Continue with Corp' }).click();
    return {
      page: seen.page,
      async close() {
        await seen.close();
        // The provider is the one stranger whose pages are opened, by a click.
        expect(seen.wrong.filter((each) => !each.includes(provider.issuer))).toEqual([]);
      },
    };
  }

  const level = (page: Page) => page.getByRole('region', { name: 'Where it stands' }).locator('.level-chip');

  test('whom the provider vouches for comes to the page that was asked for, in the role of their group', async () => {
    const dora = await signedIn('dora', '/systems/checkout');
    await dora.page.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor();
    await dora.page.getByText('Dora Developer').first().waitFor();
    await dora.close();
    const vera = await signedIn('vera', '/evidence');
    await vera.page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
    expect(await vera.page.getByRole('button', { name: 'Choose files' }).count()).toBe(0);
    await vera.close();
  });

  test('whom no group lets in stays outside, and is told why', async () => {
    const olga = await signedIn('olga', '/');
    await olga.page.getByText('This account has not been invited').waitFor();
    expect(await olga.page.getByRole('grid').count()).toBe(0);
    await olga.close();
  });

  test('another organization’s link leads to nothing, as if there were no such system', async () => {
    const { page, close } = await signedIn('dora', '/systems/secret-plans');
    await page.getByRole('alert').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Secret plans');
    await page.goto('/systems/never-was');
    const never = page.getByRole('alert');
    await never.waitFor();
    const words = ((await never.textContent()) ?? '').replaceAll('never-was', 'NAME');
    await page.goto('/systems/secret-plans');
    await page.getByRole('alert').waitFor();
    expect(((await page.getByRole('alert').textContent()) ?? '').replaceAll('secret-plans', 'NAME')).toBe(
      words,
    );
    await close();
  });

  test('a report raises a level while somebody looks, and lapses a year after what was done', async () => {
    const { page, close } = await signedIn('dora', '/systems/checkout/aspects/backup');
    await level(page).first().waitFor();
    expect(await level(page).first().textContent()).toContain('1');
    const statement = {
      assay: 'attestation/v1',
      who: { name: 'Dora Developer' },
      what: 'We restored a backup.',
      when: new Date(now() - 365 * DAY + HOUR).toISOString(),
      aspect: 'backup',
      output: 'test',
    };
    // Handed in by the same person beside the page, as another tab would.
    const status = await page.evaluate(async (body) => {
      const answer = await fetch('/api/v1/imports?name=restored.json&system=checkout', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      });
      return answer.status;
    }, JSON.stringify(statement));
    expect(status).toBe(200);
    await page.locator('.level-chip[data-level="2"]').first().waitFor();
    await page.getByRole('cell', { name: /restored\.json/ }).waitFor();

    passed += 2 * HOUR;
    await page.reload();
    await page.getByRole('heading', { name: 'The rungs' }).waitFor();
    await page.locator('.level-chip[data-level="1"]').first().waitFor();
    await page.getByRole('cell', { name: /restored\.json/ }).waitFor();
    await close();
  });
});
