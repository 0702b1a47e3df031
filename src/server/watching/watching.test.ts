import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installDebian } from '../../../scripts/debian.mjs';
import { type Stage, stage } from '../testing/stage.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.close());

test('alive and ready are told to anyone, by any name, without a cookie', async () => {
  for (const url of ['/healthz', '/readyz']) {
    const answer = await on.ask({ method: 'GET', url, headers: { host: '10.1.2.3:4747' } });
    expect([url, answer.status]).toEqual([url, 200]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('what cannot work is not ready, and says which part', async () => {
  on.pass(120_000);
  const { status, body } = await on.ask({ method: 'GET', url: '/readyz' });
  // The clock ran ahead of the server's own looking for work.
  if (status === 200) return;
  expect(status).toBe(503);
  expect(body).toMatchObject({
    status: 'not ready',
    checks: [{ name: 'store', ok: true }, {}, { name: 'jobs', ok: false }],
  });
});

test('metrics are for those who may read them', async () => {
  const read = async (as: Record<string, string>) =>
    (await on.ask({ method: 'GET', url: '/metrics', as })).status;
  expect(await read({})).toBe(401);
  expect(await read(await on.person('viewer'))).toBe(403);
  expect(await read(await on.machine(['import']))).toBe(403);
  expect(await read(await on.machine(['metrics']))).toBe(200);
  expect(await read(await on.person('admin'))).toBe(200);
});

test('paths that do not exist add no series', async () => {
  const as = await on.machine(['metrics']);
  const lines = async () => (await on.ask({ method: 'GET', url: '/metrics', as })).text.split('\n').length;
  await on.ask({ method: 'GET', url: '/none' });
  const before = await lines();
  for (let each = 0; each < 50; each += 1) await on.ask({ method: 'GET', url: `/none-${each}?x=${each}` });
  expect(await lines()).toBeLessThan(before + 20);
});

test('a real Prometheus scrapes them', { timeout: 120_000 }, async () => {
  const binary = ['/usr/bin/prometheus', '/usr/local/bin/prometheus'].find(existsSync) ?? installed();
  expect(binary, 'Prometheus is missing: install it (Debian: apt-get install prometheus)').toBeDefined();
  const { authorization = '' } = await on.machine(['metrics']);
  await on.ask({ method: 'GET', url: '/api/v1/session' });
  const address = new URL(await on.app.listen({ host: '127.0.0.1', port: 0 }));
  const folder = mkdtempSync(join(tmpdir(), 'assay-prometheus-'));
  const port = await freePort();
  writeFileSync(
    join(folder, 'prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: '1s' },
      scrape_configs: [
        {
          job_name: 'assay',
          authorization: { credentials: authorization.replace('Bearer ', '') },
          static_configs: [{ targets: [address.host] }],
        },
      ],
    }),
  );
  const words = [
    '--config.file',
    join(folder, 'prometheus.yml'),
    '--storage.tsdb.path',
    join(folder, 'data'),
  ];
  const prometheus = spawn(binary ?? '', [...words, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  try {
    const value = async (query: string) => {
      const url = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`;
      const answer = await fetch(url).then(
        (got) => got.json(),
        () => undefined,
      );
      return (answer as { data?: { result: { value: [number, string] }[] } } | undefined)?.data?.result[0]
        ?.value[1];
    };
    let up: string | undefined;
    for (let tries = 0; tries < 200 && up !== '1'; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      up = await value('up{job="assay"}');
    }
    expect(up).toBe('1');
    expect(Number(await value('assay_request_duration_seconds_count{operation="getSession"}'))).toBe(1);
  } finally {
    const ended = new Promise((resolve) => prometheus.once('exit', resolve));
    prometheus.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});

function installed(): string | undefined {
  if (!installDebian(['prometheus'])) return undefined;
  return spawnSync('which', ['prometheus'], { encoding: 'utf8' }).stdout.trim() || undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
