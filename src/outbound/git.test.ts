import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowList } from './address.ts';
import { keepInGit } from './git.ts';
import { gitTarget } from './git-target.ts';

const AT = Date.UTC(2026, 10, 20);
const ALLOW = allowList(['127.0.0.1', 'git.test']);
const scratch = mkdtempSync(join(tmpdir(), 'assay-keep-'));
let server: Server;
let port: number;
let repository: string;
let count = 0;

const git = (...words: string[]) => execFileSync('git', ['-C', repository, ...words], { encoding: 'utf8' });
const held = (path = 'one/checkpoint') => git('show', `assay:${path}`);

beforeAll(async () => {
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const child = spawn(backend, [], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: scratch,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(child.stdin);
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('close', () => {
      const all = Buffer.concat(parts);
      const cut = all.indexOf('\r\n\r\n');
      const lines = all.subarray(0, cut).toString().split('\r\n');
      const headers = lines.map((line) => line.split(': ') as [string, string]);
      const status = headers.find(([name]) => name === 'Status')?.[1];
      response.writeHead(status ? Number(status.slice(0, 3)) : 200, Object.fromEntries(headers));
      response.end(all.subarray(cut + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(scratch, { recursive: true, force: true });
});
beforeEach(() => {
  count += 1;
  repository = join(scratch, `r${count}.git`);
  mkdirSync(repository);
  execFileSync('git', ['init', '-q', '--bare', repository]);
  git('config', 'http.receivepack', 'true');
});

const keep = (
  address: string,
  text: string | undefined,
  more: Partial<Parameters<typeof keepInGit>[1]> = {},
) =>
  keepInGit(
    gitTarget(address, ALLOW, true),
    { path: 'one/checkpoint', next: async () => text, message: 'Checkpoint', at: AT, ...more },
    { allow: ALLOW, resolve: async () => ['127.0.0.1'] },
  );

describe.each([
  ['a path', () => repository],
  ['a remote over HTTP', () => `http://127.0.0.1:${port}/r${count}.git`],
  ['a remote by a name that is pinned to its address', () => `http://git.test:${port}/r${count}.git`],
  ['a remote in a folder', () => `file://${repository}`],
])('%s', (_, address) => {
  test('each text is a commit that continues the one before, and files of others stay', async () => {
    const first = await keep(address(), 'one\n');
    const second = await keep(address(), 'two\n');
    await keep(address(), 'other\n', { path: 'two/checkpoint' });
    expect(held()).toBe('two\n');
    expect(held('two/checkpoint')).toBe('other\n');
    expect(git('rev-list', '--parents', 'assay').trim().split('\n')[1]).toBe(`${second} ${first}`);
    expect(git('log', '--format=%an <%ae> %s', '-1', 'assay').trim()).toBe(
      'Assay <assay@localhost> Checkpoint',
    );
  });

  test('what is there is shown first; where it may stay, nothing is written', async () => {
    const seen: (string | undefined)[] = [];
    const next = async (before: string | undefined) => {
      seen.push(before);
      return before === undefined ? 'one\n' : undefined;
    };
    const commit = await keep(address(), '', { next });
    expect(await keep(address(), '', { next })).toBe(commit);
    expect(seen).toEqual([undefined, 'one\n']);
    expect(git('rev-list', '--count', 'assay').trim()).toBe('1');
  });
});

test('no hook of a repository that is named by its path runs', async () => {
  for (const hook of ['reference-transaction', 'post-update', 'pre-receive', 'update'])
    writeFileSync(join(repository, 'hooks', hook), `#!/bin/sh\ntouch ${scratch}/ran-$0\nexit 1\n`, {
      mode: 0o755,
    });
  await keep(repository, 'one\n');
  expect(held()).toBe('one\n');
  expect(existsSync(join(scratch, 'ran-reference-transaction'))).toBe(false);
});

test('who writes in between is not overwritten: their file is seen, and continued', async () => {
  let tries = 0;
  const next = async (before: string | undefined) => {
    tries += 1;
    if (tries === 1) await keep(repository, 'theirs\n');
    return `${before ?? ''}ours\n`;
  };
  await keep(`file://${repository}`, '', { next });
  expect(held()).toBe('theirs\nours\n');
  expect(tries).toBe(2);
});

test('what is no repository, or not there, is refused with a reason', async () => {
  await expect(keep(join(scratch, 'nowhere'), 'x')).rejects.toThrow(/^git: /);
  await expect(keep(`http://127.0.0.1:${port}/nowhere.git`, 'x')).rejects.toThrow(/^git: /);
});

test('a name that leads to a forbidden address is not connected to', async () => {
  const to = gitTarget('https://git.example.org/log.git', ALLOW, false);
  const sender = { allow: ALLOW, resolve: async () => ['169.254.169.254'] };
  const file = { path: 'a', next: async () => 'x', message: 'x', at: AT };
  await expect(keepInGit(to, file, sender)).rejects.toThrow('its address 169.254.169.254 belongs to');
});

test.each([
  '/srv/log.git',
  'file:///srv/log.git',
  'ssh://git@git.example.org/log.git',
  'git@git.example.org:log.git',
])('%s is for those who run the server', (address) => {
  expect(() => gitTarget(address, ALLOW, false)).toThrow('Only repositories at https://');
  expect(gitTarget(address, ALLOW, true)).toBeDefined();
});

test.each([
  'ext::sh -c touch% /tmp/x',
  '--upload-pack=touch /tmp/x',
  '-oProxyCommand=x@host:path',
  'ssh://-oProxyCommand=x/path',
  'https://user:secret@git.example.org/log.git',
  'https://10.0.0.1/log.git',
  'http://git.example.org/log.git',
  'git://git.example.org/log.git',
  'relative/path',
  '/with\nnewline',
  '',
])('%j is refused for everyone', (address) => {
  expect(() => gitTarget(address, ALLOW, true)).toThrow();
});
