import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant, type Instant, SECOND } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import { forbidden } from './address.ts';
import type { GitTarget } from './git-target.ts';
import type { Sender } from './send.ts';

/** The branch that is written: one of its own, so that no work of people is in its way. */
export const GIT_BRANCH = 'refs/heads/assay';

/** Milliseconds and bytes that one command of git may take and say. */
const LONGEST = 60 * SECOND;
const MOST = 4 * 1024 * 1024;

/** Nothing of a repository's own configuration runs, nothing is asked, rewritten, signed or followed elsewhere. */
const SAFE = [
  ...['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.askPass=', 'credential.interactive=false'],
  ...['gc.auto=0', 'maintenance.auto=false', 'push.gpgSign=false', 'push.followTags=false'],
  ...['http.followRedirects=false', 'http.sslVerify=true', 'http.proxy=', 'protocol.allow=never'],
].flatMap((setting) => ['-c', setting]);

/** What is kept in a repository. */
export interface KeptFile {
  /** Below the top of the branch, with slashes. */
  path: string;
  /**
   * Its next text; undefined where what is there may stay. What it throws ends all.
   * @param before what is there now; undefined before the first time
   */
  next(before: string | undefined): Promise<string | undefined>;
  /** Of the commit: one line. */
  message: string;
  at: Instant;
}

/**
 * Keeps a file in a git repository, by one commit on a branch of its own that continues the one before: never by
 * force. Runs the `git` of this machine, without a shell, a hook or a question.
 * @returns the commit that holds it
 * @throws Refusal `unreachable` where git or the repository does not do it, `usage` where it may not be connected to
 */
export async function keepInGit(
  to: GitTarget,
  file: KeptFile,
  sender: Pick<Sender, 'allow' | 'resolve' | 'signal'>,
): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'assay-git-'));
  const run = running(scratch, sender.signal);
  try {
    // Somebody else may write between our reading and our writing: the second time sees what they wrote.
    return await keep(to, file, run, sender).catch((error) => {
      if (
        error instanceof Refusal &&
        error.code === 'unreachable' &&
        /fast-forward|fetch first|cannot lock ref/.test(error.message)
      )
        return keep(to, file, run, sender);
      throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Run = (words: readonly string[], input?: string) => Promise<string>;

async function keep(
  to: GitTarget,
  file: KeptFile,
  run: Run,
  sender: Pick<Sender, 'allow' | 'resolve'>,
): Promise<string> {
  if (to.kind === 'path') return commit(['--git-dir', await gitFolder(to.path, run)], file, run);
  const way = [...(await pinned(to, sender)), '-c', `protocol.${to.protocol}.allow=always`];
  const own = ['--git-dir', 'own.git'];
  await run(['init', '--quiet', '--bare', 'own.git']);
  const there = await run([...way, ...own, 'ls-remote', '--', to.address, GIT_BRANCH]);
  if (there !== '')
    await run([
      ...way,
      ...own,
      'fetch',
      '--quiet',
      '--no-tags',
      '--depth=1',
      '--',
      to.address,
      `+${GIT_BRANCH}:${GIT_BRANCH}`,
    ]);
  const made = await commit(own, file, run);
  if (!there.startsWith(made))
    await run([...way, ...own, 'push', '--quiet', '--', to.address, `${GIT_BRANCH}:${GIT_BRANCH}`]);
  return made;
}

/** Adds the commit where one is needed. @returns the branch's tip */
async function commit(own: readonly string[], file: KeptFile, run: Run): Promise<string> {
  const git: Run = (words, input) => run([...own, ...words], input);
  const tip = await git(['for-each-ref', '--format=%(objectname)', GIT_BRANCH]);
  const entry = tip === '' ? '' : await git(['ls-tree', '-z', tip, '--', file.path]);
  const [, held] = /^100644 blob ([0-9a-f]+)\t/.exec(entry) ?? [];
  const text = await file.next(held === undefined ? undefined : await git(['cat-file', 'blob', held]));
  if (text === undefined && tip !== '') return tip;
  const blob = await git(['hash-object', '-w', '--stdin'], text ?? '');
  await git(tip === '' ? ['read-tree', '--empty'] : ['read-tree', tip]);
  await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${file.path}`]);
  const tree = await git(['write-tree']);
  const made = await git([
    'commit-tree',
    tree,
    ...(tip === '' ? [] : ['-p', tip]),
    '-m',
    `${file.message}\n\n${formatInstant(file.at)}`,
  ]);
  await git(['update-ref', GIT_BRANCH, made, tip === '' ? '0'.repeat(made.length) : tip]);
  return made;
}

async function gitFolder(path: string, run: Run): Promise<string> {
  return run(['-C', path, 'rev-parse', '--absolute-git-dir']);
}

/** Git connects to the very address that was checked, so that a name cannot change its mind in between. */
async function pinned(
  to: Extract<GitTarget, { kind: 'remote' }>,
  { allow, resolve }: Pick<Sender, 'allow' | 'resolve'>,
): Promise<string[]> {
  if (to.protocol === 'file' || isIP(to.host) !== 0) return [];
  const all = await (
    resolve?.(to.host) ?? lookup(to.host, { all: true }).then((found) => found.map(({ address }) => address))
  ).catch(() => []);
  const [first] = all;
  if (first === undefined) throw unreachable(`${to.host} has no address.`);
  // Whoever sits at the command line named what is reached by SSH.
  if (to.protocol === 'ssh') return [];
  for (const address of all) {
    const why = forbidden(address, allow, to.host);
    if (why !== undefined)
      throw new Refusal(
        'usage',
        `Assay does not connect to ${to.host}: its address ${address} belongs to ${why}.`,
        {},
        'Use a public host, or let whoever runs Assay add it to the allow list of outbound connections.',
      );
  }
  return ['-c', `http.curloptResolve=${to.host}:${to.port}:${first.includes(':') ? `[${first}]` : first}`];
}

function running(folder: string, signal: AbortSignal | undefined): Run {
  return (words, input) =>
    new Promise((done, fail) => {
      const child = spawn('git', ['--no-pager', ...SAFE, ...words], {
        cwd: folder,
        env: environment(folder),
        stdio: ['pipe', 'pipe', 'pipe'],
        // A group of its own: what git starts is stopped with it.
        detached: process.platform !== 'win32',
      });
      const stop = (why: string) => {
        try {
          if (child.pid !== undefined)
            process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
        } catch {
          // It ended in the same moment.
        }
        fail(unreachable(why));
      };
      const late = setTimeout(() => stop(`git took longer than ${LONGEST / SECOND} seconds.`), LONGEST);
      const aborted = () => stop('Assay is stopping.');
      signal?.addEventListener('abort', aborted);
      const out: Buffer[] = [];
      let bytes = 0;
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST) stop('git says more than it should.');
        else out.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString('utf8')).slice(0, 2_000);
      });
      child.stdin.on('error', () => undefined);
      child.on('error', (error) =>
        fail(
          unreachable(
            'code' in error && error.code === 'ENOENT'
              ? 'git is not installed on this server.'
              : error.message,
          ),
        ),
      );
      child.on('close', (code) => {
        clearTimeout(late);
        signal?.removeEventListener('abort', aborted);
        const text = Buffer.concat(out).toString('utf8');
        if (code === 0) done(words.includes('cat-file') ? text : text.trimEnd());
        else fail(unreachable(reasonOf(said)));
      });
      child.stdin.end(input ?? '');
    });
}

/** Only what git needs to find itself, its user's settings and keys; no proxy, no repository of somebody else. */
function environment(folder: string): NodeJS.ProcessEnv {
  const who = { NAME: 'Assay', EMAIL: 'assay@localhost' };
  const { PATH, HOME, SSH_AUTH_SOCK, SystemRoot, USERPROFILE } = process.env;
  return {
    ...{ PATH, HOME, SSH_AUTH_SOCK, SystemRoot, USERPROFILE },
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    // Fixed words: git hands them to a shell.
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=10',
    GIT_INDEX_FILE: join(folder, 'index'),
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  };
}

/** The first line in which git says what is wrong. */
function reasonOf(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const line = lines.find((each) => /^(fatal|error| ?! )/.test(each)) ?? lines.find((each) => each !== '');
  const rejected = lines.find((each) => each.includes('[rejected]') || each.includes('[remote rejected]'));
  return `git: ${(rejected ?? line ?? 'it failed and does not say why').replace(/^(fatal|error): /, '')}`;
}

function unreachable(why: string): Refusal {
  return new Refusal(
    'unreachable',
    why,
    {},
    'Check that the repository is there, and that whoever runs Assay may write to it without a password.',
  );
}
