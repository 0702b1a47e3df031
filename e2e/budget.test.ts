import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, visit } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

/** What the first page may weigh, in bytes as gzip leaves them. */
const FIRST_LOAD = 200_000;

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

// By weight alone: how long it takes depends on the machine.
test.each(['/', '/sign-in'])('the first load of %s stays within its budget', async (path) => {
  const seen = await visit(browser, server.address);
  const answers: Response[] = [];
  seen.page.on('response', (answer) => answers.push(answer));
  await seen.page.goto(path, { waitUntil: 'networkidle' });
  await seen.page.getByRole('heading', { level: 1 }).waitFor();
  const weights = new Map<string, number>();
  for (const answer of answers) {
    const kind = /\/(html|css|javascript)\b/.exec(answer.headers()['content-type'] ?? '')?.[1];
    if (!answer.ok() || kind === undefined) continue;
    const weight = gzipSync(await answer.body()).length;
    weights.set(kind, (weights.get(kind) ?? 0) + weight);
  }
  await seen.close();
  expect([...weights.keys()].sort()).toEqual(['css', 'html', 'javascript']);
  const sum = [...weights.values()].reduce((a, b) => a + b, 0);
  expect(sum, JSON.stringify([...weights])).toBeLessThan(FIRST_LOAD);
  expect(seen.wrong).toEqual([]);
});
