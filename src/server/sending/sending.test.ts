import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verifySignature } from '../../outbound/sign.ts';
import type { DeliveriesAnswer, SubscriptionMadeAnswer } from '../api.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { watchLevels } from './watch.ts';

interface Got {
  headers: Record<string, string | undefined>;
  body: string;
}

let on: Stage;
let receiver: Server;
let got: Got[];
let answer: number;
let as: Record<string, string>;

beforeEach(async () => {
  got = [];
  answer = 204;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      // Node joins what comes several times; none of the headers that are looked at do.
      got.push({ headers: request.headers as Got['headers'], body });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  on = await stage({ allow: ['127.0.0.1'], random: () => 0 });
  as = await on.person('admin');
});
afterEach(async () => {
  await on.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const hook = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?key=CANARY`;
const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: unknown) =>
  on.ask({
    method,
    url: `/api/v1${url}`,
    as,
    ...(payload !== undefined && {
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    }),
  });
async function subscribe(more: Record<string, unknown> = {}): Promise<SubscriptionMadeAnswer> {
  const { status, body } = await ask('POST', '/subscriptions', { name: 'Chat', url: hook(), ...more });
  expect(status).toBe(201);
  return body as SubscriptionMadeAnswer;
}
const arrived = (count: number) =>
  vi.waitFor(() => expect(got.length).toBe(count), { timeout: 8_000, interval: 50 });
async function deliveries(id: string) {
  return ((await ask('GET', `/subscriptions/${id}/deliveries`)).body as DeliveriesAnswer).rows;
}
const typesOf = () => got.map(({ body }) => JSON.parse(body).type as string).sort();

const LEAKS = JSON.stringify([
  { RuleID: 'aws-key', File: 'a.env', StartLine: 1, Fingerprint: 'f', Description: 'AWS key' },
]);
const importLeaks = (payload = LEAKS, day = '2026-11-19') =>
  on.ask({
    method: 'POST',
    url: `/api/v1/imports?name=leaks.json&system=Orders&happened=${day}`,
    as,
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  });

test('an import is told, signed by the secret, with the findings that it opened', async () => {
  const { secret } = await subscribe();
  expect((await importLeaks()).status).toBe(200);
  await arrived(2);
  for (const { headers, body } of got) {
    verifySignature(
      secret,
      {
        'webhook-id': headers['webhook-id'] ?? '',
        'webhook-timestamp': headers['webhook-timestamp'] ?? '',
        'webhook-signature': headers['webhook-signature'] ?? '',
      },
      body,
      NOW,
    );
  }
  expect(typesOf()).toEqual(['dev.assay.evidence.received', 'dev.assay.finding.opened']);
  const received = got.map(({ body }) => JSON.parse(body)).find(({ type }) => type.includes('evidence'));
  expect(received.data).toMatchObject({ adapter: 'gitleaks', findings: 1, systems: [{ id: 'orders' }] });
});

test('only what is asked for is sent, and nothing while it is switched off', async () => {
  const made = await subscribe({ events: ['dev.assay.finding.opened'] });
  await importLeaks();
  await arrived(1);
  expect(typesOf()).toEqual(['dev.assay.finding.opened']);
  const { name, url, events } = made;
  await ask('PUT', `/subscriptions/${made.id}`, { name, url, events, enabled: false });
  await importLeaks(LEAKS.replaceAll('a.env', 'b.env').replace('"f"', '"g"'));
  expect((await ask('POST', `/subscriptions/${made.id}/test`)).status).toBe(409);
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(got).toHaveLength(1);
});

test('what does not arrive is tried again with the same id, and the log says why', async () => {
  const { id } = await subscribe();
  answer = 500;
  await ask('POST', `/subscriptions/${id}/test`);
  await arrived(1);
  await vi.waitFor(async () =>
    expect((await deliveries(id))[0]).toMatchObject({ state: 'waiting', attempts: 1 }),
  );
  answer = 200;
  on.pass(5_000);
  await arrived(2);
  expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
  await vi.waitFor(async () => expect((await deliveries(id))[0]?.state).toBe('done'));
  expect((await deliveries(id))[0]?.log.map(({ status }) => status)).toEqual([500, 200]);
});

test('a delivery is sent again on request', async () => {
  const { id } = await subscribe();
  await ask('POST', `/subscriptions/${id}/test`);
  await arrived(1);
  const [delivery] = await deliveries(id);
  const again = await ask('POST', `/subscriptions/${id}/deliveries/${delivery?.id}`);
  expect(again.status).toBe(201);
  await arrived(2);
  expect(got[1]?.body).toBe(got[0]?.body);
});

test('a secret that is replaced signs on beside the new one for a day', async () => {
  const before = await subscribe();
  const { body } = await ask('POST', `/subscriptions/${before.id}/secret`);
  expect((body as SubscriptionMadeAnswer).secret).not.toBe(before.secret);
  await ask('POST', `/subscriptions/${before.id}/test`);
  await arrived(1);
  expect(got[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
});

test('a receiver that is gone for good is switched off', async () => {
  const { id } = await subscribe();
  answer = 410;
  await ask('POST', `/subscriptions/${id}/test`);
  await arrived(1);
  await vi.waitFor(async () => {
    const { body } = await ask('GET', '/subscriptions');
    expect(body).toMatchObject({ rows: [{ enabled: false }] });
  });
});

test.each(['http://169.254.169.254/latest', 'https://localhost/x', 'http://10.0.0.1/', 'ftp://example.org/'])(
  '%s is refused as an address',
  async (url) => {
    const { status } = await ask('POST', '/subscriptions', { name: 'x', url });
    expect([400, 422]).toContain(status);
  },
);

test('levels that changed, also by time alone, are told once', async () => {
  await subscribe({ events: ['dev.assay.level.changed'] });
  const { store, app } = on;
  await importLeaks();
  const look = () => watchLevels({ ...app.watching, source: () => 'urn:test' });
  await look();
  await importLeaks(
    JSON.stringify([{ RuleID: 'k', File: 'x', StartLine: 1, Fingerprint: 'h', Description: 'd' }]),
  );
  on.pass(400 * 86_400_000);
  await look();
  await look();
  await arrived(1);
  expect(JSON.parse(got[0]?.body ?? '{}').data).toMatchObject({ aspect: 'secrets', from: 2, to: 1 });
  expect(await store.reader('default').note('told')).toContain('"secrets":1');
});

test('who listens hears of a change', async () => {
  const address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  const stop = new AbortController();
  const stream = await fetch(`${address}/api/v1/events`, { headers: as, signal: stop.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const reader = stream.body?.getReader();
  const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
  expect(await read()).toMatch(/event: revision\ndata: \d+/);
  await importLeaks();
  expect(await read()).toMatch(/event: revision\ndata: \d+/);
  stop.abort();
});
