import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../scripts/postgres.mjs';
import { OWN } from '../src/intake/organization.ts';
import { recordingLog } from '../src/server/testing/recording-log.ts';
import { type Stage, stage } from '../src/server/testing/stage.ts';
import { openStore } from '../src/store/open.ts';
import { chance } from './chance.ts';
import { newDatabase } from './databases.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

/** Rounds of every fault. */
const ROUNDS = 5;
const CASES = 20;
const CLIENTS = 4;
/** How long Assay may need to work again once PostgreSQL does, in milliseconds (RELIABILITY.md). */
const HEALED = 10_000;
const AWAY = 600;
/** Longer than a probe waits for the store. */
const FROZEN = 2_600;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let url: string;
let server: Stage;
let machine: Record<string, string>;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await newDatabase(postgres.url);
  const store = await openStore({ url });
  server = await stage({ store, requestsPerMinute: 1e9, logging: recordingLog().logging });
  machine = await server.machine(['import', 'read']);
});
afterAll(async () => {
  await server?.close();
  await postgres?.stop();
});

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  return work(client).finally(() => client.end().catch(() => undefined));
}

const database = () => new URL(url).pathname.slice(1);
const ready = async () => (await server.ask({ method: 'GET', url: '/readyz' })).status;

/** What is done to PostgreSQL while imports run; each leaves it as it was. @returns what /readyz said meanwhile */
const FAULTS: Readonly<Record<string, () => Promise<number | undefined>>> = {
  async 'restarted (fast)'() {
    const restarted = postgres.restart('fast', AWAY);
    await sleep(AWAY / 2);
    const said = await ready();
    await restarted;
    return said;
  },
  async 'restarted (immediate)'() {
    const restarted = postgres.restart('immediate', AWAY);
    await sleep(AWAY / 2);
    const said = await ready();
    await restarted;
    return said;
  },
  async 'backends terminated'() {
    await asSuperuser((client) =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database()]),
    );
    return undefined;
  },
  async frozen() {
    postgres.freeze();
    try {
      const said = await ready();
      await sleep(FROZEN - 2_000);
      return said;
    } finally {
      postgres.thaw();
    }
  },
  async 'only to be read'() {
    const set = (value: string) =>
      asSuperuser(async (client) => {
        await client.query(`alter database ${database()} set default_transaction_read_only = ${value}`);
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          database(),
        ]);
      });
    await set('on');
    await sleep(AWAY);
    await set('off');
    return undefined;
  },
  async 'without a free connection'() {
    await asSuperuser((client) => client.query(`alter database ${database()} connection limit 0`));
    await asSuperuser((client) =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database()]),
    );
    await sleep(AWAY);
    await asSuperuser((client) => client.query(`alter database ${database()} connection limit -1`));
    return undefined;
  },
};

test(`F5: PostgreSQL restarted, terminated, frozen, read-only, full, ${ROUNDS} times each in the middle of imports`, async () => {
  const random = chance('F5');
  const acknowledged = new Set<string>();
  const refusals = new Map<string, number>();
  let next = 0;
  let running = true;
  let answered = 0;
  let waited = 0;
  const send = (number: number) =>
    server.ask({
      method: 'POST',
      url: `/api/v1/imports?name=${number}.xml&system=Orders`,
      headers: { 'content-type': 'application/octet-stream' },
      payload: report(number, CASES),
      as: machine,
    });
  const client = async () => {
    while (running) {
      const number = next;
      next += 1;
      // Whoever is told that it did not work tries again, with the same report.
      for (let tries = 0; ; tries += 1) {
        const begun = performance.now();
        const { status, body, text } = await send(number);
        answered += 1;
        if (status === 200 || status === 201) {
          expect(body).toMatchObject({ status: expect.stringMatching(/imported|known/) });
          acknowledged.add(`${number}.xml`);
          waited = Math.max(waited, performance.now() - begun);
          break;
        }
        const why = `${status} ${(body as { detail?: string } | undefined)?.detail ?? text}`;
        refusals.set(why, (refusals.get(why) ?? 0) + 1);
        if (tries > 400) throw new Error(`It was never taken in: ${why}`);
        await sleep(50);
      }
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  let slowest = 0;
  let unready = 0;
  let probes = 0;
  let faults = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const fault of random.shuffled(Object.values(FAULTS))) {
      await sleep(random.below(250));
      const said = await fault();
      faults += 1;
      if (said !== undefined) probes += 1;
      if (said === 503) unready += 1;
      const begun = performance.now();
      const before = acknowledged.size;
      while (acknowledged.size === before || (await ready()) !== 200) {
        if (performance.now() - begun > 3 * HEALED) throw new Error('It does not heal.');
        await sleep(20);
      }
      slowest = Math.max(slowest, performance.now() - begun);
    }
  }
  running = false;
  await clients;
  const { wrong, names } = await whole(server.store, OWN, CASES);
  const lost = [...acknowledged].filter((name) => !names.has(name)).length;
  const refused = [...refusals.values()].reduce((sum, each) => sum + each, 0);
  tell('F5 PostgreSQL', {
    faults,
    'requests answered': answered,
    'imports acknowledged': acknowledged.size,
    'told to try again': refused,
    lost,
    'in part or wrong': wrong.length,
    'probes in between': probes,
    'of them told that it is not ready': unready,
    'ms until it worked again at most': slowest,
  });
  expect(wrong).toEqual([]);
  expect(lost).toBe(0);
  expect(slowest).toBeLessThan(HEALED);
  expect(unready).toBe(probes);
  expect(refused, 'the faults did hit').toBeGreaterThan(ROUNDS);
  // Everything that PostgreSQL can do to us has a sentence that says so.
  expect([...refusals.keys()].filter((why) => !why.startsWith('503'))).toEqual([]);
});
