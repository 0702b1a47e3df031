import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOW, type Stage, stage } from '../../server/testing/stage.ts';
import { assay } from '../testing/run.ts';

/*
 * Servers that are not there, or not just now. The one in front of the real one does to a request what a bad
 * network would, then hands it on.
 */

type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

let folder: string;
let on: Stage;
let front: Server;
let address: string;
let faults: Fault[];
let seen: string[];
let waited: number[];

const REPORT =
  '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-patience-'));
  writeFileSync(join(folder, 'tests.xml'), REPORT);
  on = await stage();
  faults = [];
  seen = [];
  waited = [];
  front = createServer(async (request, response) => {
    seen.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (request.method === 'POST' && faults.shift()?.(request, response)) return;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const answer = await on.app.inject({
      method: request.method === 'POST' ? 'POST' : 'GET',
      url: request.url ?? '',
      headers: { ...request.headers, host: '127.0.0.1' },
      ...(request.method === 'POST' && { payload: Buffer.concat(parts) }),
    });
    response.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.rawPayload);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
});
afterEach(async () => {
  front.closeAllConnections();
  front.close();
  await on.close();
  rmSync(folder, { recursive: true, force: true });
});

async function hand(server = address) {
  const { authorization = '' } = await on.machine(['import']);
  return assay(['import', 'tests.xml', '--system', 'orders', '--server', server], {
    cwd: folder,
    data: join(folder, 'data'),
    env: { ASSAY_TOKEN: authorization.slice(7) },
    sleep: async (milliseconds) => waited.push(milliseconds),
  });
}
const answers =
  (status: number, headers: Record<string, string> = {}): Fault =>
  (request, response) => {
    request.resume();
    response.writeHead(status, headers).end();
    return true;
  };
const breaks: Fault = (request) => {
  request.destroy();
  return true;
};
const imports = () => seen.filter((each) => each === 'POST /api/v1/imports').length;

test('a server that is busy is asked again with the whole file, after as long as it says', async () => {
  faults = [answers(503, { 'retry-after': '7' }), answers(429, { 'retry-after': '7200' })];
  const done = await hand();
  expect(done).toMatchObject({ code: 0 });
  expect(done.out).toContain('imported  tests.xml');
  expect(waited).toEqual([7_000, 60_000]);
  expect((await on.store.reader('default').documents({ limit: 5 })).rows).toMatchObject([
    { bytes: REPORT.length },
  ]);
});

test('an instant to come back at is one too, a word is not', async () => {
  faults = [
    answers(503, { 'retry-after': new Date(Date.now() + 30_000).toUTCString() }),
    answers(503, { 'retry-after': 'soon' }),
  ];
  expect((await hand()).code).toBe(0);
  expect(waited[0]).toBeGreaterThan(20_000);
  expect(waited[0]).toBeLessThanOrEqual(30_000);
  expect(waited[1]).toBe(2_000);
});

test('a connection that breaks is tried again', async () => {
  faults = [breaks, breaks];
  expect(await hand()).toMatchObject({ code: 0 });
  expect(waited).toEqual([1_000, 2_000]);
});

test('a connection that breaks after the file arrived counts it once', async () => {
  faults = [
    (request) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', async () => {
        await on.app.inject({
          method: 'POST',
          url: request.url ?? '',
          headers: { ...request.headers, host: '127.0.0.1' },
          payload: Buffer.concat(parts),
        });
        request.socket.destroy();
      });
      return true;
    },
  ];
  const done = await hand();
  expect(done).toMatchObject({ code: 0 });
  expect(done.out).toContain('imported  tests.xml');
  expect(imports()).toBe(2);
});

test.each([
  ['stays busy', () => [answers(503), answers(503), answers(503)]],
  ['breaks off each time', () => [breaks, breaks, breaks]],
  ['is a proxy before nothing', () => [answers(502), answers(504), answers(502)]],
])('a server that %s: exit code 5 after three tries', async (_, made) => {
  faults = made();
  expect(await hand()).toMatchObject({ code: 5, out: '' });
  expect(imports()).toBe(3);
});

test('a server that fails is no refusal of the file, and is not tried again', async () => {
  faults = [answers(500)];
  const failed = await hand();
  expect(failed).toMatchObject({ code: 5, out: '' });
  expect(imports()).toBe(1);
});

test('a redirect is not followed, and no token goes with it', async () => {
  faults = [answers(307, { location: 'https://elsewhere.example.org/' })];
  const sent = await hand();
  expect(sent.code).toBe(2);
  expect(sent.err).toContain('another address');
  expect(imports()).toBe(1);
});

test('nothing that listens: exit code 5', async () => {
  const none = await hand('http://127.0.0.1:9');
  expect(none).toMatchObject({ code: 5, out: '' });
  expect(none.err).toContain('trying again');
  expect(waited).toHaveLength(2);
});

test('something that is not Assay: exit code 5', async () => {
  const other = createServer((_, response) => response.end('<h1>Welcome</h1>'));
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const answer = await hand(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  other.close();
  expect(answer.code).toBe(5);
  expect(answer.err).toContain('no server of Assay');
});

test('a run is sent, with what it made; one that failed says so by its own exit code', async () => {
  // The run is dated by this machine's clock: the server's must not be behind it.
  on.pass(Date.now() - NOW + 1_000);
  const { authorization = '' } = await on.machine(['import']);
  const run = (...words: string[]) =>
    assay(['run', '--aspect', 'patch', '--system', 'orders', ...words], {
      cwd: folder,
      data: join(folder, 'data'),
      env: { ASSAY_TOKEN: authorization.slice(7), ASSAY_SERVER: address },
      sleep: async (milliseconds) => waited.push(milliseconds),
    });
  const done = await run('--file', 'tests.xml', '--', process.execPath, '-e', '0');
  expect(done).toMatchObject({ code: 0 });
  expect(done.err).toContain('imported  tests.xml');
  const kept = (await on.store.reader('default').documents({ limit: 5 })).rows;
  expect(kept.map(({ adapter }) => adapter).sort()).toEqual(['junit', 'run']);

  faults = [answers(503), answers(503), answers(503)];
  expect((await run('--', process.execPath, '-e', '0')).code).toBe(5);
  faults = [answers(503), answers(503), answers(503)];
  const failed = await run('--', process.execPath, '-e', 'process.exit(7)');
  expect(failed.code).toBe(7);
  expect(failed.err).toContain('not recorded');
});
