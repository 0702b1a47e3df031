import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../scripts/postgres.mjs';

const CLI = process.env.ASSAY_CLI ?? join(import.meta.dirname, '..', 'dist', 'cli.js');
const KEY = Buffer.alloc(32, 9).toString('base64');

interface Server {
  child: ChildProcess;
  address: string;
  link: string | undefined;
}

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let folder: string;
const servers: Server[] = [];
let cookie = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-servers-'));
  postgres = await startPostgres();
  for (let each = 0; each < 3; each += 1) servers.push(await start());
}, 60_000);
afterAll(async () => {
  for (const { child } of servers) child.kill('SIGKILL');
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<Server> {
  const env = { ...process.env, DATABASE_URL: postgres.url, ASSAY_KEY: KEY, ASSAY_DATA: folder };
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /ready at (\S+)/.exec(said)?.[1];
      if (address && said.includes('Ctrl-C')) resolve({ child, address, link: /#(\S+)/.exec(said)?.[1] });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`assay serve ended with ${code}:\n${said}`)));
  });
}

const server = (index: number): Server => {
  const found = servers[index];
  if (!found) throw new Error('no such server');
  return found;
};
const ask = (of: Server, path: string, init: RequestInit = {}) =>
  fetch(`${of.address}/api/v1${path}`, { ...init, headers: { cookie, ...init.headers } });

function report(cases: number, name: string): string {
  const each = Array.from(
    { length: cases },
    (_, index) => `<testcase classname="${name}" name="number ${index} of many"/>`,
  );
  return `<testsuite name="${name}" tests="${cases}" timestamp="2026-11-02T10:00:00Z">${each.join('')}</testsuite>`;
}

// The tests of this file follow one another: each begins where the one before has ended.

test('an account that one server made is known to all of them', async () => {
  const made = await fetch(`${server(0).address}/api/v1/setup/owner`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      secret: server(0).link,
      name: 'Owner',
      email: 'owner@example.org',
      password: 'a sentence that nobody guesses',
    }),
  });
  expect(made.status).toBe(201);
  cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
  for (const each of servers) expect((await ask(each, '/organization')).status).toBe(200);
});

test('imports that go to all three at once are all kept', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      ask(server(index % 3), `/imports?name=${index}.xml&system=Orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        // Four reports, each handed in three times.
        body: report(5, `suite-${index % 4}`),
      }),
    ),
  );
  const outcomes = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as { status: string }).status),
  );
  expect(outcomes.filter((status) => status === 'imported')).toHaveLength(4);
  expect(outcomes.filter((status) => status === 'known')).toHaveLength(8);
});

test('a server that is killed in the middle of an import loses nothing: another does it', {
  timeout: 120_000,
}, async () => {
  const body = report(160_000, 'large');
  const accepted = await ask(server(0), '/imports?name=large.xml&system=Orders', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  expect(accepted.status).toBe(202);
  const { id } = (await accepted.json()) as { id: string };
  const state = async (of: Server) =>
    (await (await ask(of, `/jobs/${id}`)).json()) as {
      state: string;
      attempts: number;
      result: { status?: string };
    };
  // Whoever has it is killed while it is at it.
  for (let tries = 0; tries < 200 && (await state(server(0))).state === 'waiting'; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  server(0).child.kill('SIGKILL');
  for (;;) {
    const now = await state(server(1));
    if (now.state === 'done') {
      expect(now.result.status).toMatch(/imported|known/);
      break;
    }
    expect(['waiting', 'running']).toContain(now.state);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const documents = (await (await ask(server(2), '/documents')).json()) as { rows: { name: string }[] };
  expect(documents.rows.filter(({ name }) => name === 'large.xml')).toHaveLength(1);
});

test('a server that is stopped ends what it answers, and the others go on', async () => {
  const ended = new Promise<number | null>((resolve) => server(1).child.once('exit', resolve));
  const asked = Promise.all(Array.from({ length: 20 }, () => ask(server(2), '/portfolio')));
  server(1).child.kill('SIGTERM');
  for (const answer of await asked) expect(answer.status).toBe(200);
  expect(await ended).toBe(0);
  expect((await fetch(`${server(2).address}/readyz`)).status).toBe(200);
});
