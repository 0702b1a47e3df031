import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installDebian } from '../../../scripts/debian.mjs';
import { OWN } from '../../intake/organization.ts';
import { openStore } from '../../store/open.ts';
import * as make from '../../store/testing/rows.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

interface Ready {
  status: number;
  body: { status: string; checks: { name: string; ok: boolean }[] };
}

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
  const store = await openStore({ memory: true });
  const reading = vi.spyOn(store, 'organizations');
  const watched = await stage({ store, folder: tmpdir() });
  const ready = async () => (await watched.ask({ method: 'GET', url: '/readyz' })) as Ready;
  const failing = ({ body }: Ready) => body.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  expect([(await ready()).status, failing(await ready())]).toEqual([200, []]);
  reading.mockReturnValueOnce(new Promise(() => undefined));
  const silent = await ready();
  expect([silent.status, failing(silent), silent.body.status]).toEqual([503, ['store'], 'not ready']);
  reading.mockRejectedValueOnce(new Error('lost'));
  expect(failing(await ready())).toEqual(['store']);
  // A server whose look for work hangs goes on answering, and does nothing any more.
  let go = () => {};
  vi.spyOn(store.jobs, 'once').mockReturnValue(
    new Promise((resolve) => {
      go = () => resolve(false);
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  watched.pass(61_000);
  expect(failing(await ready())).toEqual(['jobs']);
  go();
  await watched.close();
  const noRoom = await stage({ folder: join(tmpdir(), 'assay-none', 'here') });
  expect(failing((await noRoom.ask({ method: 'GET', url: '/readyz' })) as Ready)).toEqual(['disk']);
  await noRoom.close();
});

test('a server that still derives levels after its start is alive and not ready', async () => {
  const store = await openStore({ memory: true });
  const watched = await stage({ store });
  let go = () => {};
  const reader = store.reader(OWN);
  vi.spyOn(store, 'reader').mockReturnValueOnce({
    ...reader,
    revision: () => new Promise((resolve) => (go = () => resolve(0))),
  });
  const warming = watched.app.watching.scorecards.warm([OWN]);
  const asked = async (url: string) => (await watched.ask({ method: 'GET', url })) as Ready;
  expect((await asked('/healthz')).status).toBe(200);
  const early = await asked('/readyz');
  expect([early.status, early.body.checks.find(({ name }) => name === 'levels')]).toEqual([
    503,
    { name: 'levels', ok: false, why: 'are derived for 0 of 1 organizations' },
  ]);
  go();
  await warming;
  expect((await asked('/readyz')).status).toBe(200);
  await watched.close();
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

test('whoever uses it alone on this machine needs no token for metrics', async () => {
  const alone = await stage({ mayBeAlone: true });
  await alone.store.writeAccounts((writer) => writer.setAlone(true));
  expect((await alone.ask({ method: 'GET', url: '/metrics' })).status).toBe(200);
  await alone.close();
});

test('what is held and what became of jobs is told, without counting a row', async () => {
  const as = await on.machine(['metrics']);
  await on.store.write(OWN, async (writer) => {
    await make.everything(writer, OWN);
    for (const kind of ['import', 'no such kind'])
      await writer.addJob({
        id: kind,
        kind,
        subject: 'x',
        payload: {},
        by: 'x',
        created: NOW,
        due: NOW,
      });
  });
  const read = async () => (await on.ask({ method: 'GET', url: '/metrics', as })).text;
  await expect
    .poll(read, { timeout: 20_000 })
    .toContain('assay_jobs_total{kind="unknown",outcome="failed"} 1');
  const text = await read();
  expect(text).toMatch(/assay_jobs_total\{kind="import",outcome="(failed|waiting)"\} 1/);
  for (const what of ['documents', 'evidence'])
    expect(text).toContain(`assay_held{organization="${OWN}",what="${what}"} 1`);
  const counting = vi.spyOn(on.store, 'reader');
  await read();
  expect(counting).not.toHaveBeenCalled();
});

test('nobody learns of an organization that is not theirs', async () => {
  const read = async (as: Record<string, string>) =>
    (await on.ask({ method: 'GET', url: '/metrics', as })).text;
  const mine = await read(await on.machine(['metrics']));
  expect(mine).toContain(`organization="${OWN}"`);
  expect(mine).not.toContain('organization="other"');
  const theirs = await read(await on.machine(['metrics'], { organization: 'other' }));
  expect(theirs).toContain('organization="other"');
  expect(theirs).not.toContain(`organization="${OWN}"`);
});

test('organizations beyond the cap are summed', async () => {
  const on = await stage({ mayBeAlone: true });
  await on.store.writeAccounts((writer) => writer.setAlone(true));
  for (let each = 0; each < 60; each += 1) {
    const id = `more-${String(each).padStart(2, '0')}`;
    await on.store.write(id, (writer) => writer.putOrganization(make.organization(id)));
  }
  const { text } = await on.ask({ method: 'GET', url: '/metrics' });
  await on.close();
  expect(text.match(/^assay_held\{.*what="evidence"/gm)).toHaveLength(51);
  expect(text).toContain('organization="others"');
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
