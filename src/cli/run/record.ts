import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { type RunFacts, runEnvelope } from '../../adapters/run/envelope.ts';
import { type Handed, handedBytes, handedFile } from '../../intake/handed.ts';
import { importDocument } from '../../intake/import.ts';
import type { ImportResult } from '../../intake/result.ts';
import { formatInstant } from '../../records/instant.ts';
import type { Origin } from '../../records/origin.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AspectId, Output } from '../../records/words.ts';
import type { Context } from '../context.ts';
import { line } from '../import.ts';
import { ownOrganization, type StoreOptions } from '../options.ts';
import { withParser } from '../parser.ts';
import { plain } from '../print.ts';
import { withSession } from '../session.ts';

/** What to run, and what it is a practice of. */
interface RunRequest {
  command: string[];
  aspect: AspectId;
  outputs: Output[];
  system: string | undefined;
  files: string[];
  save: string | undefined;
  target: string | undefined;
  restored: boolean;
  store: StoreOptions;
  model: string | undefined;
  /** Where the run is sent instead of being kept in a store. */
  server: string | undefined;
  audience: string | undefined;
}

/**
 * Runs the command with the terminal's own streams, then records it.
 * @returns the command's exit code; 128 + signal where a signal ended it
 * @throws Refusal `usage` where the command cannot be started
 */
export async function recordRun(request: RunRequest, context: Context): Promise<number> {
  const started = context.now();
  const { code, signal, stdout, stderr } = await execute(request.command, context);
  const ended = Math.max(context.now(), started);
  const files: Handed[] = [];
  for (const path of request.files) {
    const handed = await handedFile(resolve(context.cwd, path), path).catch(() => undefined);
    if (handed) files.push(handed);
    else context.stderr.write(`assay: the run made no file ${path}\n`);
  }
  const ci = ciOf(context.env);
  const facts: RunFacts = {
    command: request.command,
    started: formatInstant(started),
    ended: formatInstant(ended),
    exitCode: code,
    ...(signal && { signal }),
    host: hostname(),
    user: userInfo().username,
    ...(ci && { ci }),
    aspect: request.aspect,
    outputs: request.outputs,
    ...(request.target !== undefined && { target: request.target }),
    ...(request.restored && { restored: true }),
    files: files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    stdout,
    stderr,
  };
  const text = `${JSON.stringify(runEnvelope(facts), null, 2)}\n`;
  if (request.save) await writeFile(resolve(context.cwd, request.save), text);
  const { system } = request;
  if (system !== undefined) {
    const made = code === 0 ? files : [];
    const evidence = { system, run: handedBytes('run.json', Buffer.from(text)), files: made, ended };
    try {
      await (request.server === undefined ? keep : send)(evidence, request, context);
    } catch (error) {
      // The command failed first: whoever waits for it learns of that.
      if (code === 0 || !(error instanceof Refusal)) throw error;
      context.stderr.write(plain(`assay: the run is not recorded. ${error.line()}`).concat('\n'));
      return code;
    }
  }
  context.stderr.write(`assay: recorded the run (exit code ${code})\n`);
  return code;
}

interface Evidence {
  system: string;
  run: Handed;
  /** What the run produced: it happened when the run ended, where the file itself does not say. */
  files: readonly Handed[];
  ended: number;
}

/** In the store of this machine. */
async function keep({ system, run, files, ended }: Evidence, request: RunRequest, context: Context) {
  await withSession(
    { ...ownOrganization(request.store), ...(request.model && { model: request.model }) },
    context,
    async (session) => {
      const origin: Origin = { kind: 'person', name: userInfo().username };
      const learned = context.now();
      const intake = {
        organization: session.organization.id,
        origin,
        coverage: session.model.coverage,
        system,
        learned,
      };
      orThrow(await importDocument(session.store, run, intake));
      await withParser(context, async (parse) => {
        for (const handed of files)
          tell(await importDocument(session.store, handed, { ...intake, happened: ended, parse }), context);
      });
    },
  );
}

/** On a server. */
async function send({ system, run, files, ended }: Evidence, request: RunRequest, context: Context) {
  const { remote } = await import('../remote/remote.ts');
  const { organization } = request.store;
  const to = await remote(request.server ?? '', request.audience, context);
  for (const result of await to.hand(run, { system, organization })) orThrow(result);
  for (const handed of files)
    for (const result of await to.hand(handed, { system, organization, happened: ended }))
      tell(result, context);
}

function orThrow(result: ImportResult): void {
  if (result.status === 'refused') throw new Refusal(result.code, result.why, result.place, result.next);
}

/** What came of a file that the run made; one that no adapter knows is kept by its digest, in the envelope. */
function tell(result: ImportResult, context: Context): void {
  if (result.status !== 'refused' || result.code !== 'unrecognised')
    context.stderr.write(`${line(result)}\n`);
}

interface Ended {
  code: number;
  signal: string | undefined;
  stdout: { sha256: string; bytes: number };
  stderr: { sha256: string; bytes: number };
}

function execute(words: readonly string[], context: Context): Promise<Ended> {
  const [command = '', ...rest] = words;
  return new Promise((settle, fail) => {
    const child = spawn(command, rest, { cwd: context.cwd, stdio: ['inherit', 'pipe', 'pipe'] });
    const out = digest();
    const err = digest();
    child.stdout.on('data', (chunk: Buffer) => {
      out.add(chunk);
      context.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err.add(chunk);
      context.stderr.write(chunk);
    });
    child.on('error', (error) => {
      fail(
        new Refusal(
          'usage',
          `"${command}" cannot be run: ${error.message}.`,
          {},
          'Check the command after --.',
        ),
      );
    });
    child.on('close', (exit, signal) => {
      const code = exit ?? 128 + (SIGNALS[signal ?? ''] ?? 0);
      settle({ code, signal: signal ?? undefined, stdout: out.sum(), stderr: err.sum() });
    });
  });
}

const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

function digest() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(chunk: Buffer) {
      hash.update(chunk);
      bytes += chunk.length;
    },
    sum: () => ({ sha256: hash.digest('hex'), bytes }),
  };
}

/** What the environment claims about the pipeline; kept as a claim, proved by nothing yet. */
function ciOf(env: Context['env']): RunFacts['ci'] {
  if (env['GITHUB_ACTIONS']) {
    return claims('github', env['GITHUB_REPOSITORY'], env['GITHUB_WORKFLOW'], env['GITHUB_RUN_ID']);
  }
  if (env['GITLAB_CI'])
    return claims('gitlab', env['CI_PROJECT_PATH'], env['CI_JOB_NAME'], env['CI_PIPELINE_ID']);
  if (env['CIRCLECI']) {
    return claims('circleci', env['CIRCLE_PROJECT_REPONAME'], env['CIRCLE_JOB'], env['CIRCLE_WORKFLOW_ID']);
  }
  if (env['JENKINS_URL']) return claims('jenkins', env['GIT_URL'], env['JOB_NAME'], env['BUILD_NUMBER']);
  return undefined;
}

function claims(provider: string, repository?: string, workflow?: string, run?: string): RunFacts['ci'] {
  return { provider, ...(repository && { repository }), ...(workflow && { workflow }), ...(run && { run }) };
}
