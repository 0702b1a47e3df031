import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Instant, parseInstant } from '../records/instant.ts';

const run = promisify(execFile);

/** A git checkout, asked through the git command. */
export interface Checkout {
  /** Absolute path of its top folder. */
  top: string;
  /** The folder asked about, relative to the top; empty for the top itself. */
  inside: string;
  /** Address of the remote `origin`, without user and password; undefined where there is none. */
  remote: string | undefined;
  /** Hash of the commit that is checked out; undefined before the first one. */
  head: string | undefined;
}

/**
 * The checkout that a folder belongs to, or undefined where it belongs to none (or git is not installed).
 * Git is asked for facts only: no hook, pager, editor or file-system monitor of the repository is run.
 */
export async function checkoutOf(folder: string): Promise<Checkout | undefined> {
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  if (top === undefined) return undefined;
  const head = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const remote = await git(folder, ['config', '--get', 'remote.origin.url']);
  return {
    top,
    inside: relative(top, folder).replaceAll('\\', '/'),
    remote: remote === undefined ? undefined : withoutUser(remote),
    head: head || undefined,
  };
}

/** Files that git knows or would add, below the folder asked about, relative to it. */
export async function filesOf(folder: string): Promise<string[]> {
  const text = await git(folder, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const paths = (text ?? '').split('\0').filter((path) => path !== '');
  return [...new Set(paths)].sort();
}

/** When a file was last committed; undefined where it is not committed exactly as it stands. */
export async function committed(folder: string, path: string): Promise<Instant | undefined> {
  // Not `git status`: that may run filters which the repository's configuration names.
  const stands = await git(folder, ['hash-object', '--no-filters', '--', path]);
  const kept = await git(folder, ['rev-parse', '--verify', '--quiet', `HEAD:./${path}`]);
  if (stands === undefined || stands !== kept) return undefined;
  const date = await git(folder, ['log', '-1', '--format=%cI', '--', path]);
  return date ? parseInstant(date) : undefined;
}

/** Writes the output of `git log` with these arguments to a file, after a first line of the caller's. */
export async function writeLog(
  folder: string,
  head: string,
  words: readonly string[],
  file: string,
): Promise<void> {
  const child = spawn('git', [...SAFE, '-C', folder, 'log', ...words], {
    env: QUIET,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Old commits may hold bytes that are no UTF-8: they are shown as replacements, not handed on.
  child.stdout.setEncoding('utf8');
  await pipeline(async function* () {
    yield `${head}\n`;
    yield* child.stdout;
  }, createWriteStream(file));
}

/** The repository's own configuration must not make git run anything. */
const SAFE = [
  '--no-pager',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'log.showSignature=false',
];

/** Git must not ask, lock, or fetch what a partial clone lacks. */
const QUIET = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' };

async function git(folder: string, words: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', [...SAFE, '-C', folder, ...words], {
      env: QUIET,
      maxBuffer: 1024 * 1024 * 1024,
    });
    return stdout.endsWith('\n') ? stdout.slice(0, -1) : stdout;
  } catch {
    return undefined;
  }
}

/** A remote may carry a password: it never leaves this function. */
function withoutUser(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1');
}
