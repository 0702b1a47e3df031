import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureOrganization, OWN } from '../../intake/organization.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { buildApp } from '../app.ts';
import { installationKey } from './installation-key.ts';
import { webhookSecret } from './signature.ts';

const NOW = Date.UTC(2026, 10, 20);
const KEY = Buffer.alloc(32, 3);
const SECRET = webhookSecret(KEY, OWN, 'hook');
let store: Store;
let app: FastifyInstance;

beforeEach(async () => {
  store = await openStore({ memory: true });
  const model = await readModel(standardModelFolder());
  await ensureOrganization(store, NOW, 'UTC');
  await store.write(OWN, (writer) =>
    writer.putWebhook({ id: 'hook', name: 'Scanner', system: 'Orders', map: undefined, created: NOW }),
  );
  app = await buildApp({ store, model, version: '0.0.0-test', now: () => NOW, key: KEY });
});
afterEach(async () => {
  await app.close();
  await store.close();
});

async function send(body: string, headers: Record<string, string>, id = 'hook') {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/webhooks/${id}`,
    payload: body,
    headers: { host: '127.0.0.1:4747', 'content-type': 'application/json', ...headers },
  });
  return { status: answer.statusCode, body: answer.json() };
}

const signed = (body: string) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
});

const leaks = JSON.stringify([
  { RuleID: 'aws-key', File: 'a.env', StartLine: 1, Fingerprint: 'f', Description: 'AWS key' },
]);

describe('a document that a tool sends by itself', () => {
  test('is kept as what a machine handed in, for the webhook’s system, and happened when it was sent', async () => {
    const { status, body } = await send(leaks, signed(leaks));
    expect([status, body.status, body.report?.findings]).toEqual([200, 'imported', 1]);
    const { rows } = await store.reader(OWN).evidence({ system: 'orders' }, { limit: 10 });
    expect(rows).toMatchObject([
      { aspect: 'secrets', automation: 'full', at: NOW, origin: { kind: 'token', name: 'Scanner' } },
    ]);
    expect((await send(leaks, signed(leaks))).body.status).toBe('known');
  });

  test.each([
    ['is not signed', leaks, {}, 'hook', 401],
    ['is signed for another body', leaks, signed('[]'), 'hook', 401],
    ['goes to a webhook that does not exist', leaks, signed(leaks), 'other', 404],
    ['is of no format that is known', '{"a":1}', signed('{"a":1}'), 'hook', 422],
  ])('is refused where it %s, and no evidence is kept', async (_, body, headers, id, status) => {
    const answer = await send(body, headers, id);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).not.toBe('');
    expect((await store.reader(OWN).counts()).evidence).toBe(0);
  });
});

describe('the installation’s key', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'assay-key-'));

  test('is made once, for its owner’s eyes only, and the same ever after', async () => {
    const file = join(folder(), 'data', 'key');
    const made = await Promise.all([installationKey(file), installationKey(file)]);
    expect(made[0]).toEqual(made[1]);
    expect(made[0]).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(made[0].toString('base64'));
  });

  test('that is damaged is refused, not replaced', async () => {
    const file = join(folder(), 'key');
    writeFileSync(file, 'short\n');
    await expect(installationKey(file)).rejects.toMatchObject({ code: 'store', place: { file } });
    expect(readFileSync(file, 'utf8')).toBe('short\n');
  });
});
