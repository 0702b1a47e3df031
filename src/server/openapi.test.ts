import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { type Stage, stage } from './testing/stage.ts';

/** What was published last: a change of it is seen in a review, and one that breaks callers is refused. */
const KEPT = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());

const present = () => openApiDocument('1', on.app.operations);
const text = (document: unknown) => `${JSON.stringify(document, null, 1)}\n`;

test('the description is sound by the linter of OpenAPI', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-openapi-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, text(present()));
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'operation-4xx-response': 'off',
      'info-license-strict': 'off',
      'no-server-example.com': 'off',
      'security-defined': 'off',
    },
  });
  const problems = await lint({ ref: file, config });
  rmSync(folder, { recursive: true });
  expect(
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ message, location }) => `${message} ${location[0]?.pointer}`),
  ).toEqual([]);
});

test('the published description is the present one', () => {
  if (process.env['UPDATE']) writeFileSync(KEPT, text(present()));
  expect(readFileSync(KEPT, 'utf8'), 'Run: UPDATE=1 npx vitest run src/server/openapi.test.ts').toBe(
    text(present()),
  );
});

test('the server answers it', async () => {
  const { status, body } = await on.ask({ method: 'GET', url: '/api/v1/openapi.json' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: '3.1.1', paths: { '/portfolio': {} } });
});

test('too many requests are told so, with when to come back', async () => {
  const few = await stage({ requestsPerMinute: 3 });
  const ask = () => few.ask({ method: 'GET', url: '/api/v1/session' });
  for (let each = 0; each < 3; each += 1) expect((await ask()).status).toBe(200);
  const { status, headers, body } = await ask();
  expect(status).toBe(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(body).toMatchObject({ title: 'busy' });
  expect((await few.ask({ method: 'GET', url: '/healthz' })).status).toBe(200);
  await few.close();
});
