import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tarOf, zipOf } from '../formats/testing/archives.ts';
import { ensureOrganization } from '../intake/organization.ts';
import type { Model } from '../model/model.ts';
import { readModel, standardModelFolder } from '../model/read.ts';
import { ASPECTS } from '../records/words.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { buildApp } from './app.ts';

const NOW = Date.UTC(2026, 10, 20);
let store: Store;
let app: FastifyInstance;
let model: Model;

beforeEach(async () => {
  store = await openStore({ memory: true });
  model = await readModel(standardModelFolder());
  await ensureOrganization(store, NOW, 'UTC');
  await store.writeAccounts((writer) => writer.setAlone(true));
  app = await buildApp({ store, model, version: '0.0.0-test', now: () => NOW, mayBeAlone: true });
});
afterEach(async () => {
  await app.close();
  await store.close();
});

const host = { host: '127.0.0.1:4747' };
const get = async (url: string) => {
  const answer = await app.inject({ url: `/api/v1${url}`, headers: host });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json() };
};
const post = async (url: string, payload: string | Buffer, headers: Record<string, string> = {}) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    payload,
    headers: { ...host, 'content-type': 'application/octet-stream', ...headers },
  });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json() };
};

const TESTS =
  '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>';

test('a first visit is empty', async () => {
  expect((await get('/organization')).body).toMatchObject({
    empty: true,
    example: false,
    counts: { systems: 0 },
  });
  expect((await get('/portfolio')).body.systems).toEqual([]);
  expect((await get('/example')).body.state).toBe('absent');
});

test('the model has its 15 aspects', async () => {
  expect((await get('/model')).body.aspects.map((aspect: { id: string }) => aspect.id)).toEqual(ASPECTS);
});

test('a file that comes in is read, kept, and seen in every page', async () => {
  const result = await post('/imports?name=tests.xml&system=Orders', TESTS);
  expect(result).toMatchObject({
    status: 200,
    body: { status: 'imported', systems: ['orders'], report: { adapter: 'junit' } },
  });
  expect((await post('/imports?name=again.xml&system=Orders', TESTS)).body.status).toBe('known');
  const portfolio = (await get('/portfolio')).body;
  expect(portfolio.systems[0]).toMatchObject({ id: 'orders', score: 16 });
  const system = (await get('/systems/orders')).body;
  expect(system.timelines).toHaveLength(15);
  const evidence = (await get('/systems/orders/aspects/cicd/evidence')).body;
  expect(evidence.rows).toMatchObject([
    { documentName: 'tests.xml', automation: 'semi', origin: { kind: 'person' } },
  ]);
  expect((await get('/documents')).body.rows).toHaveLength(1);
  expect((await get('/portfolio?at=2026-11-01')).body.systems[0].score).toBe(15);
});

test('a file that is refused says why, with status 422 and a problem document, and the refusal is kept', async () => {
  const answer = await post('/imports?name=cut.xml&system=Orders', TESTS.slice(0, 60));
  expect(answer.status).toBe(422);
  expect(answer.type).toContain('application/problem+json');
  expect(answer.body.detail).not.toBe('');
  expect(answer.body.place).toContain('cut.xml');
  expect((await get('/refusals')).body.rows).toHaveLength(1);
  expect((await get('/documents')).body.rows).toHaveLength(0);
});

describe('an archive is its files', () => {
  const members = [
    { name: 'a.xml', body: TESTS },
    { name: 'cut.xml', body: TESTS.slice(0, 60) },
    { name: 'again.xml', body: TESTS },
  ];

  test.each([
    ['zip', zipOf(members)],
    ['tar', tarOf(members)],
    ['tar.gz', gzipSync(tarOf(members))],
  ])('%s: each member is kept or refused by itself, and listed', async (ending, bytes) => {
    const answer = await post(`/imports?name=all.${ending}&system=Orders`, bytes);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'archive',
      path: `all.${ending}`,
      members: [
        { status: 'imported', systems: ['orders'], report: { document: { path: `all.${ending}/a.xml` } } },
        { status: 'refused', path: `all.${ending}/cut.xml` },
        { status: 'known' },
      ],
    });
    expect((await get('/documents')).body.rows).toHaveLength(1);
    expect((await get('/refusals')).body.rows).toMatchObject([{ name: `all.${ending}/cut.xml` }]);
  });

  test.each([
    ['an unsafe name', zipOf([{ name: 'a.xml', body: TESTS }, { name: '../b.xml' }])],
    ['no file', zipOf([])],
  ])('one with %s in it leaves no document, and its refusal is kept', async (_, bytes) => {
    const answer = await post('/imports?name=all.zip&system=Orders', bytes);
    expect(answer).toMatchObject({ status: 422, type: expect.stringContaining('problem+json') });
    expect((await get('/documents')).body.rows).toHaveLength(0);
    expect((await get('/refusals')).body.rows).toMatchObject([{ name: 'all.zip' }]);
  });

  test('one inside another is refused as a member of it', async () => {
    const bytes = zipOf([{ name: 'a.zip', body: zipOf(members) }, ...members.slice(0, 1)]);
    const { body } = await post('/imports?name=all.zip&system=Orders', bytes);
    expect(body.members).toMatchObject([
      { status: 'refused', path: 'all.zip/a.zip', next: 'Hand in the files that are in it.' },
      { status: 'imported' },
    ]);
  });

  test('one that breaks off keeps the members before, and says so last', async () => {
    const whole = tarOf(members.slice(0, 1));
    const bytes = Buffer.concat([whole.subarray(0, -1024), tarOf([{ name: 'b.xml', declared: 9_999 }])]);
    const { status, body } = await post('/imports?name=all.tar&system=Orders', bytes);
    expect(status).toBe(200);
    expect(body.members).toMatchObject([{ status: 'imported' }, { status: 'refused', path: 'all.tar' }]);
  });
});

describe('every failure is a problem document', () => {
  test.each([
    ['/systems/none', 404],
    ['/portfolio?at=tomorrow', 400],
    ['/documents?limit=1000', 400],
    ['/documents?after=nonsense', 400],
    ['/nowhere', 404],
  ])('%s: %i', async (url, status) => {
    const answer = await get(url);
    expect(answer.status).toBe(status);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status });
  });
});

describe('other sites get nowhere', () => {
  test('a page that reached the server under another name (DNS rebinding)', async () => {
    const answer = await app.inject({ url: '/api/v1/portfolio', headers: { host: 'evil.example.com' } });
    expect(answer.statusCode).toBe(400);
  });
  test.each([{ origin: 'https://evil.example.com' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }])(
    'a request that changes something, from elsewhere: %j',
    async (headers) => {
      const answer = await post(
        '/imports?name=tests.xml&system=Orders',
        TESTS,
        headers as Record<string, string>,
      );
      expect(answer.status).toBe(400);
      expect((await get('/documents')).body.rows).toHaveLength(0);
    },
  );
  test('every answer carries a strict policy', async () => {
    const answer = await app.inject({ url: '/api/v1/portfolio', headers: host });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });
});
