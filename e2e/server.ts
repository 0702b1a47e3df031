import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command under test: the built one, or the one that `ASSAY_CLI` names (an installed copy). */
const CLI = process.env.ASSAY_CLI ?? join(import.meta.dirname, '..', 'dist', 'cli.js');

export interface RunningServer {
  address: string;
  /** Its data folder, new and empty at the start. */
  data: string;
  stop: () => Promise<void>;
}

/** Starts `assay serve` on a free port with an empty data folder, and waits for the line with its address. */
export async function startServer(): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { address: await addressOf(child), data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
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
