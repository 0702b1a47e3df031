// Starts a real PostgreSQL for the tests: an ordinary user, a temporary folder, a free loopback port.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDebian } from './debian.mjs';

/** Folder of initdb and postgres, or undefined. */
function binaries() {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...debian.map((version) => `/usr/lib/postgresql/${version}/bin`),
    '/opt/homebrew/opt/postgresql/bin',
  ];
  return folders.find(
    (folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** PostgreSQL refuses to run as root: then an ordinary user of the system runs it. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return undefined;
  const done = spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' });
  const group = spawnSync('id', ['-g', 'nobody'], { encoding: 'utf8' });
  return { uid: Number(done.stdout), gid: Number(group.stdout) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * @returns its address, and how to stop it, to start it again (`fast`: connections are ended; `immediate`: as a
 *   crash leaves it), and to hold all of its processes still
 */
export async function startPostgres() {
  const bin = binaries() ?? (installDebian(['postgresql']) ? binaries() : undefined);
  if (!bin)
    throw new Error(
      'PostgreSQL is missing: install its server (Debian: apt-get install postgresql), or put initdb and postgres on PATH.',
    );
  const as = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'assay-postgres-'));
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const env = { ...process.env, LC_ALL: 'C', HOME: folder };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'assay', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...as, env, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  const port = await freePort();
  const words = [
    '-D',
    data,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-k',
    folder,
    '-F',
    '-c',
    'max_connections=100',
  ];
  let server;
  let log = '';
  const start = async () => {
    log = '';
    server = spawn(join(bin, 'postgres'), words, {
      ...as,
      env,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-4_000);
    });
    await ready(() => log, server);
  };
  const end = async (signal) => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  // At an exit without `stop`: its immediate shutdown, and nothing left in the temporary folder.
  const kill = () => {
    signalAll(server, 'SIGCONT');
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', kill);
  await start();
  return {
    url: `postgres://assay@127.0.0.1:${port}/postgres`,
    async restart(how, down = 0) {
      await end(how === 'immediate' ? 'SIGQUIT' : 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, down));
      await start();
    },
    freeze: () => signalAll(server, 'SIGSTOP'),
    thaw: () => signalAll(server, 'SIGCONT'),
    async stop() {
      process.off('exit', kill);
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** To the server and each process that it has made for a connection. */
function signalAll(server, signal) {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)], { encoding: 'utf8' });
  for (const pid of [server.pid, ...(stdout ?? '').split(/\s+/).filter(Boolean).map(Number)]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

async function ready(log, server) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (log().includes('ready to accept connections')) return;
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`PostgreSQL did not start:\n${log()}`);
}
