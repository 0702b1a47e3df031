import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCheckpoint } from '../../ledger/checkpoint.ts';
import { cosignatureVerifier } from '../../ledger/cosignature.ts';
import { readVerifierKey } from '../../ledger/note-keys.ts';
import { verifyConsistency } from '../../ledger/tree.ts';
import { allowList } from '../../outbound/address.ts';
import { verifySignature } from '../../outbound/sign.ts';
import { checkLog } from '../../outputs/proof/check.ts';
import { publishLog, rotateLogKey } from '../../outputs/proof/log.ts';
import { prove } from '../../outputs/proof/prove.ts';
import { verifyBundle } from '../../outputs/proof/verify.ts';
import { openStore } from '../../store/open.ts';
import { backUp, restore } from '../../store/sqlite/backup.ts';
import type { WatchedLogsAnswer, WitnessesAnswer, WitnessMadeAnswer } from '../api.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';
import { newWitness } from './rows.ts';

const KEY = Buffer.alloc(32, 5);
const OTHER_KEY = Buffer.alloc(32, 6);
const scratch = mkdtempSync(join(tmpdir(), 'assay-witnesses-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let folder: string;
let on: Stage;
let as: Record<string, string>;
let open: Stage[];
let count = 0;

async function server(parts: Parameters<typeof stage>[0] = {}): Promise<Stage> {
  const made = await stage({ allow: ['127.0.0.1'], random: () => 0, key: KEY, ...parts });
  open.push(made);
  return made;
}
/** The server over what is in the folder now. */
async function begin(): Promise<void> {
  on = await server({ store: await openStore({ folder }) });
}
beforeEach(async () => {
  open = [];
  folder = join(scratch, `store-${++count}`);
  mkdirSync(folder);
  await begin();
  // Backups that are made later know this person.
  as = await on.person('admin');
});
afterEach(async () => {
  for (const each of open) await each.close();
});

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: unknown, who = { on, as }) =>
  who.on.ask({
    method,
    url: `/api/v1${url}`,
    as: who.as,
    ...(payload !== undefined && {
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    }),
  });
async function add(body: Record<string, unknown>): Promise<WitnessMadeAnswer> {
  const { status, body: made } = await ask('POST', '/witnesses', { name: 'Outside', ...body });
  expect(status).toBe(201);
  return made as WitnessMadeAnswer;
}
const take = async (id: string) =>
  expect(
    (
      await on.ask({
        method: 'POST',
        url: `/api/v1/imports?name=tests.xml&system=Orders`,
        as,
        payload: `<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="${id}"/></testsuite>`,
        headers: { 'content-type': 'application/octet-stream' },
      })
    ).status,
  ).toBe(200);
async function tried(id: string) {
  const { status, body } = await ask('POST', `/witnesses/${id}/try`);
  expect(status).toBe(200);
  return body as WitnessesAnswer['rows'][number];
}
const log = (which = on) => publishLog(which.store, 'default', KEY);
/** Goes back to what the store was, and on from there. */
async function restoreOld(backup: string): Promise<void> {
  for (const each of open.filter((one) => one === on)) await each.close();
  open = open.filter((one) => one !== on);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  await restore(backup, folder, undefined);
  await begin();
}

function repository(): string {
  const path = join(scratch, `r${++count}.git`);
  execFileSync('git', ['init', '-q', '--bare', path]);
  return path;
}
/** A repository on this machine is named at the command line only. */
async function addGit(path: string): Promise<string> {
  const said = { name: 'Audit', kind: 'git' as const, target: path, key: null };
  const row = newWitness(said, { allow: allowList(['127.0.0.1']), own: true, at: NOW });
  await on.store.write('default', (writer) => writer.putWitness(row));
  return row.id;
}
const held = async (path: string) =>
  execFileSync('git', ['-C', path, 'show', `assay:${(await log()).origin}/checkpoint`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Another Assay that watches this one's log. */
async function watching(): Promise<{
  beside: Stage;
  who: { on: Stage; as: Record<string, string> };
  id: string;
  key: string;
}> {
  const beside = await server({ key: OTHER_KEY });
  const who = { on: beside, as: await beside.person('admin') };
  const address = await beside.app.listen({ host: '127.0.0.1', port: 0 });
  const { path, key } = (await ask('GET', '/watched-logs', undefined, who)).body as WatchedLogsAnswer;
  const named = { name: 'Acme', key: (await log()).key };
  expect((await ask('POST', '/watched-logs', named, who)).status).toBe(201);
  const { id } = await add({ kind: 'assay', target: `${address}${path}`, key });
  return { beside, who, id, key };
}

describe('a git repository', () => {
  test('gets each checkpoint by itself, at most one a minute and the last always', async () => {
    const path = repository();
    await take('one');
    const id = await addGit(path);
    on.pass(61_000);
    await vi.waitFor(async () => expect(await held(path)).toBe((await log()).checkpoint), { timeout: 8_000 });
    for (const name of ['two', 'three', 'four']) await take(name);
    on.pass(61_000);
    await vi.waitFor(async () => expect(await held(path)).toContain('\n4\n'), { timeout: 8_000 });
    const commits = execFileSync('git', ['-C', path, 'rev-list', '--count', 'assay'], { encoding: 'utf8' });
    expect(commits.trim()).toBe('2');
    const { body } = await vi.waitFor(async () => {
      const answer = await ask('GET', '/witnesses');
      const [row] = (answer.body as WitnessesAnswer).rows;
      expect(row).toMatchObject({ id, problem: null, seen: { size: 4 } });
      expect(row?.seen?.answer).toMatch(/^[0-9a-f]{40}$/);
      return answer;
    });
    expect(JSON.stringify(body)).not.toContain(scratch);
  }, 30_000);

  test('refuses a fork, tells it, and the log is not whole until that ends', async () => {
    const path = repository();
    const id = await addGit(path);
    await take('one');
    const backup = join(scratch, `backup-${++count}.db`);
    await backUp(folder, backup);
    await take('two');
    expect(await tried(id)).toMatchObject({ problem: null, seen: { size: 2 } });
    const before = await held(path);
    await restoreOld(backup);
    expect(await tried(id)).toMatchObject({ problem: { kind: 'forked' } });
    await take('another two');
    await ask('POST', '/subscriptions', { name: 'Alarm', url: 'https://127.0.0.1:1/x' });
    const after = await tried(id);
    expect(after.problem).toMatchObject({ kind: 'forked', why: expect.stringContaining('are others') });
    expect(await held(path)).toBe(before);
    await expect(checkLog(on.store.reader('default'))).rejects.toThrow('Audit: It holds a checkpoint of 2');
    await ask('DELETE', `/witnesses/${id}`);
    expect(await checkLog(on.store.reader('default'))).toBe(2);
  }, 30_000);

  test('what somebody else put there is no fork, and is not overwritten', async () => {
    const path = repository();
    const id = await addGit(path);
    await take('one');
    await tried(id);
    const work = join(scratch, `work-${++count}`);
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', work, '-c', 'user.name=x', '-c', 'user.email=x@y', ...words]);
    execFileSync('git', ['clone', '-q', '-b', 'assay', path, work], { stdio: 'ignore' });
    execFileSync('sh', ['-c', `echo nonsense > ${work}/${(await log()).origin}/checkpoint`]);
    git('commit', '-qam', 'nonsense');
    git('push', '-q');
    expect((await tried(id)).problem).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('is no checkpoint'),
    });
    expect(await held(path)).toBe('nonsense\n');
  });

  test('a path of the server cannot be named by those who do not run it', async () => {
    const { status, body } = await ask('POST', '/witnesses', {
      name: 'x',
      kind: 'git',
      target: '/srv/log.git',
    });
    expect([status, body]).toMatchObject([
      400,
      { detail: expect.stringContaining('Only repositories at https://') },
    ]);
  });
});

test('an alarm is told once to those who listen', async () => {
  const path = repository();
  const id = await addGit(path);
  await take('one');
  const backup = join(scratch, `backup-${++count}.db`);
  await backUp(folder, backup);
  await take('two');
  await tried(id);
  await restoreOld(backup);
  const { body } = await ask('POST', '/subscriptions', {
    name: 'Alarm',
    url: 'http://127.0.0.1:1/x',
    events: ['dev.assay.log.forked'],
  });
  await tried(id);
  await tried(id);
  const { rows } = await on.store.jobs.list('default', { kind: 'deliver' }, { limit: 10 });
  expect(rows.map(({ payload }) => payload)).toMatchObject([
    { event: { type: 'dev.assay.log.forked', data: { witness: { id, name: 'Audit' } } } },
  ]);
  expect(body).toMatchObject({ events: ['dev.assay.log.forked'] });
});

describe('a webhook', () => {
  let receiver: Server;
  let got: { headers: Record<string, string>; body: string }[];
  let answer: number;
  beforeEach(async () => {
    got = [];
    answer = 204;
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        got.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => receiver.close(resolve)));

  test('gets signed events, each with the proof that it continues the last', async () => {
    const { port } = receiver.address() as AddressInfo;
    const { id, secret } = await add({ kind: 'webhook', target: `http://127.0.0.1:${port}/x?token=CANARY` });
    for (const name of ['one', 'two', 'three']) {
      await take(name);
      expect((await tried(id)).problem).toBeNull();
    }
    const events = got.map(({ headers, body }) => {
      verifySignature(secret ?? '', headers, body, NOW);
      return JSON.parse(body);
    });
    expect(events.map(({ type }) => type)).toEqual(Array(3).fill('dev.assay.log.checkpoint'));
    const bytes = (text: string) => Buffer.from(text, 'base64');
    for (const [at, { data }] of events.entries()) {
      const before = events[at - 1]?.data;
      expect(data.consistency.from).toBe(before?.size ?? 0);
      if (before)
        verifyConsistency(
          before.size,
          data.size,
          data.consistency.proof.map(bytes),
          bytes(before.root),
          bytes(data.root),
        );
      expect(data.checkpoint).toBe(data.size === 3 ? (await log()).own : data.checkpoint);
    }
    answer = 500;
    expect((await tried(id)).problem).toMatchObject({ kind: 'failed', why: 'It answered 500.' });
    expect(JSON.stringify((await ask('GET', '/witnesses')).body)).not.toContain('CANARY');
  });
});

describe('another Assay', () => {
  test('countersigns, and the bundle carries it', async () => {
    await take('one');
    const { id, key, who } = await watching();
    await take('two');
    expect(await tried(id)).toMatchObject({ problem: null, seen: { size: 2 } });
    await take('three');
    expect(await tried(id)).toMatchObject({ problem: null, seen: { size: 3 } });
    const { origin, checkpoint, keys, key: own } = await log();
    const named = readVerifierKey(key);
    const witnesses = [cosignatureVerifier(named.name, named.key)];
    const opened = openCheckpoint(checkpoint, { origin, keys, witnesses, quorum: 1 });
    expect(opened.witnessed).toEqual([{ witness: named.name, keyId: expect.any(Number), at: NOW }]);
    const { watching: parts } = on.app;
    const question = { system: 'orders', aspect: undefined, at: NOW, known: NOW };
    const bundle = JSON.stringify(await prove(on.store, 'default', parts.model, KEY, question));
    const verified = await verifyBundle(bundle, [own], parts.model, [key]);
    expect(verified.witnessed).toEqual([{ witness: named.name, at: NOW }]);
    const { body } = await ask('GET', '/watched-logs', undefined, who);
    expect(body).toMatchObject({ rows: [{ origin, name: 'Acme', seen: { size: 3 }, refused: null }] });
    // Once it has not seen the newest, what it saw still proves what is in there.
    await take('four');
    await expect(
      verifyBundle(
        JSON.stringify(await prove(on.store, 'default', parts.model, KEY, question)),
        [own],
        parts.model,
        [key],
      ),
    ).rejects.toThrow('1 are wanted');
    const early = { ...question, known: NOW - 1 };
    expect(
      (
        await verifyBundle(
          JSON.stringify(await prove(on.store, 'default', parts.model, KEY, early)),
          [own],
          parts.model,
          [key],
        )
      ).witnessed,
    ).toHaveLength(1);
  });

  test('refuses a fork, whatever its length', async () => {
    await take('one');
    const { id, who } = await watching();
    const backup = join(scratch, `backup-${++count}.db`);
    await tried(id);
    await backUp(folder, backup);
    await take('two');
    await take('three');
    await tried(id);
    await restoreOld(backup);
    expect((await tried(id)).problem).toMatchObject({
      kind: 'forked',
      why: 'It saw 3 leaves, and this log has 1.',
    });
    await take('other two');
    await take('other three');
    expect((await tried(id)).problem).toMatchObject({ kind: 'forked' });
    await take('other four');
    expect((await tried(id)).problem).toMatchObject({ kind: 'forked' });
    const { body } = await ask('GET', '/watched-logs', undefined, who);
    expect(body).toMatchObject({ rows: [{ seen: { size: 3 }, refused: { size: 4 } }] });
  }, 30_000);

  test('follows the log when it goes over to another key', async () => {
    await take('one');
    const { id, who } = await watching();
    await tried(id);
    await take('two');
    await rotateLogKey(on.store, 'default', KEY);
    expect(await tried(id)).toMatchObject({ problem: null, seen: { size: 3 } });
    await take('three');
    await rotateLogKey(on.store, 'default', KEY);
    await take('four');
    expect(await tried(id)).toMatchObject({ problem: null, seen: { size: 6 } });
    const { body } = await ask('GET', '/watched-logs', undefined, who);
    const [log] = (body as WatchedLogsAnswer).rows;
    expect(log?.keys.map(({ from }) => from)).toEqual([0, 3, 5]);
  });

  test('follows nobody whom the log’s key did not sign for', async () => {
    await take('one');
    const { who } = await watching();
    await take('two');
    const stranger = await server({ key: OTHER_KEY });
    await rotateLogKey(stranger.store, 'default', OTHER_KEY);
    const { handovers } = await publishLog(stranger.store, 'default', OTHER_KEY);
    const { path, rows } = (await ask('GET', '/watched-logs', undefined, who)).body as WatchedLogsAnswer;
    const said = { origin: rows[0]?.origin, handovers };
    const answer = await who.on.ask({
      method: 'POST',
      url: `${path}/add-key`,
      payload: JSON.stringify(said),
    });
    expect([401, 422]).toContain(answer.status);
    const after = (await ask('GET', '/watched-logs', undefined, who)).body as WatchedLogsAnswer;
    expect(after.rows).toEqual(rows);
  });

  test('two witness each other', async () => {
    const { beside, who } = await watching();
    const address = await on.app.listen({ host: '127.0.0.1', port: 0 });
    const { path, key } = (await ask('GET', '/watched-logs')).body as WatchedLogsAnswer;
    const theirs = (await publishLog(beside.store, 'default', OTHER_KEY)).key;
    await ask('POST', '/watched-logs', { name: 'Beside', key: theirs });
    const { body } = await ask(
      'POST',
      '/witnesses',
      { name: 'Acme', kind: 'assay', target: `${address}${path}`, key },
      who,
    );
    const { id } = body as WitnessMadeAnswer;
    expect((await ask('POST', `/witnesses/${id}/try`, undefined, who)).body).toMatchObject({ problem: null });
  });

  test('says what is wrong: a log that it does not know, and a key that is not its own', async () => {
    await take('one');
    const { id, who, key } = await watching();
    const { body } = await ask('GET', '/watched-logs', undefined, who);
    await ask('DELETE', `/watched-logs/${(body as WatchedLogsAnswer).rows[0]?.id}`, undefined, who);
    expect((await tried(id)).problem).toMatchObject({ kind: 'failed', why: 'It does not watch this log.' });
    const mine = ((await ask('GET', '/watched-logs')).body as WatchedLogsAnswer).key;
    expect(mine).not.toBe(key);
    const own = await ask('POST', '/witnesses', {
      name: 'x',
      kind: 'assay',
      target: 'http://127.0.0.1/x',
      key: (await log()).key,
    });
    expect([own.status, own.body]).toMatchObject([400, { detail: expect.stringContaining('key of a log') }]);
  });

  test.each([
    ['', 400],
    ['old x\n\n', 400],
    ['old 9\n\n', 400],
    ['old 0\n\nnobody/x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— nobody/x AAAAAAAA\n', 404],
  ])('%j is answered %i', async (payload, status) => {
    const { path } = (await ask('GET', '/watched-logs')).body as WatchedLogsAnswer;
    const answer = await on.ask({ method: 'POST', url: `${path}/add-checkpoint`, payload });
    expect(answer.status).toBe(status);
  });
});
