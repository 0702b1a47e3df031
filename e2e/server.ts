import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command under test: the built one, or the one that `ASSAY_CLI` names (an installed copy). */
export const CLI = process.env.ASSAY_CLI ?? join(import.meta.dirname, '..', 'dist', 'cli.js');

export interface RunningServer {
  address: string;
  /** The one-time link that it prints while nobody owns it. */
  link: string;
  /** Its data folder, new and empty at the start. */
  data: string;
  stop: () => Promise<void>;
}

/**
 * Starts `assay serve` on a free port with an empty data folder, and waits for the line with its address.
 * Whoever sits at the machine uses it alone, unless `first` leaves that to the test. `env` is added to the
 * environment.
 */
export async function startServer({ first = false, env = {} } = {}): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const stop = async () => {
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const { address, link } = await addressOf(child);
    if (!first) await fetch(`${address}/api/v1/setup/alone`, { method: 'POST' });
    return { address, link, data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<{ address: string; link: string }> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /ready at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      const link = /http:\/\/127\.0\.0\.1:\d+\/start#\S+/.exec(said)?.[0];
      if (address && link) resolve({ address, link });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`assay serve ended with ${code}:\n${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Loads the example organization over the API and waits until it is there. */
export async function loadExample(address: string): Promise<void> {
  const started = await fetch(`${address}/api/v1/example`, { method: 'POST' });
  if (!started.ok) throw new Error(`POST /example answered ${started.status}: ${await started.text()}`);
  for (;;) {
    const answer = (await (await fetch(`${address}/api/v1/example`)).json()) as {
      state: string;
      why: string | null;
    };
    if (answer.state === 'loaded') return;
    if (answer.state === 'failed') throw new Error(`the example could not be loaded: ${answer.why}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
