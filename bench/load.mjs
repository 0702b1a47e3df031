// `npm run bench:load -- --systems 1000 --store sqlite`: a real server with three years of history, asked over HTTP.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openStore } from '../dist/store/open.js';
import { startPostgres } from '../scripts/postgres.mjs';
import { ask, measure } from './load/ask.mjs';
import { idOf, makeOrganization } from './load/organization.mjs';
import { keep } from './load/section.mjs';

const { values } = parseArgs({
  options: { systems: { type: 'string', default: '1000' }, store: { type: 'string', default: 'sqlite' } },
});
const systems = Number(values.systems);
if (!Number.isInteger(systems) || systems < 1 || !['sqlite', 'postgres'].includes(values.store)) {
  console.error('Usage: npm run bench:load -- [--systems 1000] [--store sqlite|postgres]');
  process.exit(2);
}
const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'assay-load-'));
const database = values.store === 'postgres' ? await ordinary(await startPostgres()) : undefined;
const where = database ? { url: database.url } : { folder };
try {
  const store = await openStore(where);
  let told = 0;
  const made = await makeOrganization(store, systems, now, (done, counts) => {
    if (performance.now() - told < 5_000 && done < systems) return;
    told = performance.now();
    console.error(
      `${done.toLocaleString('en')} of ${systems.toLocaleString('en')} systems, ${counts.evidence.toLocaleString('en')} evidence`,
    );
  });
  await store.close();
  const disk = database ? await database.size() : sizeOf(folder);
  const server = await serve();
  try {
    const system = idOf(Math.floor(systems / 2));
    const began = performance.now();
    await ready(server.address);
    const warm = performance.now() - began;
    const importing = await imports(server.address, made.cookie);
    await server.stop();
    await server.start();
    let count = 0;
    const change = () => {
      count += 1;
      return importFile(server.address, made.cookie, `change-${count}`, 1, system);
    };
    console.error('Asking ...');
    const answers = await measure(server.address, made.cookie, system, change);
    keep({
      store: values.store,
      systems,
      seconds: made.seconds,
      counts: made.counts,
      disk,
      importing,
      warm,
      memory: server.memory(),
      answers,
    });
  } finally {
    await server.stop();
  }
} finally {
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Waits until the server says that it is: levels of everything are derived. */
async function ready(address) {
  while ((await fetch(`${address}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Results a second, of a small report (as a pipeline sends) and of a large one. */
async function imports(address, cookie) {
  const small = [];
  for (let count = 0; count < 20; count += 1)
    small.push((await importFile(address, cookie, `small-${count}`, 20, idOf(0))).took);
  const large = await importFile(address, cookie, 'large', 20_000, idOf(1 % systems));
  return { small: small.reduce((a, b) => a + b) / small.length, large: 20_000 / (large.took / 1_000) };
}

function importFile(address, cookie, name, size, system) {
  return ask(address, cookie, `/imports?name=${name}.xml&system=${system}&wait=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: address },
    body: tests(name, size),
  });
}

function tests(name, size) {
  const cases = Array.from(
    { length: size },
    (_, index) => `<testcase classname="${name}" name="case ${index}"/>`,
  );
  const at = new Date(now - 60_000).toISOString();
  return `<testsuite name="${name}" tests="${size}" timestamp="${at}">${cases.join('')}</testsuite>`;
}

/** The server as people start it; in a process of its own. */
async function serve() {
  const server = { address: '', child: undefined };
  server.start = () =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ASSAY_DATA: folder, DATABASE_URL: database?.url ?? '' };
      if (!database) delete env.DATABASE_URL;
      const words = ['dist/cli.js', 'serve', '--port', '0', '--json'];
      server.child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
      server.child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      server.child.stdout.once('data', (data) => {
        server.address = JSON.parse(String(data)).address;
        resolve();
      });
    });
  server.stop = () =>
    new Promise((resolve) => {
      if (server.child.exitCode !== null) return resolve();
      server.child.removeAllListeners('exit');
      server.child.once('exit', resolve);
      server.child.kill('SIGTERM');
    });
  server.memory = () => peak(server.child.pid);
  await server.start();
  return server;
}

/** The most memory that a process had so far, in bytes; undefined where the system does not say. */
function peak(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8')
      .split('\n')
      .find((each) => each.startsWith('VmHWM'));
    return Number(/\d+/.exec(line)[0]) * 1_024;
  } catch {
    return undefined;
  }
}

/** A database of an ordinary user, for whom row-level security holds. */
async function ordinary(server) {
  const query = async (sql) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  await query('create role load login');
  await query('create database load owner load');
  const url = new URL(server.url);
  url.username = 'load';
  url.pathname = '/load';
  return {
    url: url.href,
    stop: server.stop,
    size: async () => Number((await query(`select pg_database_size('load') as size`)).rows[0].size),
  };
}

function sizeOf(of) {
  return readdirSync(of).reduce((sum, name) => sum + statSync(join(of, name)).size, 0);
}
