import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Handed } from '../intake/handed.ts';
import type { ImportResult } from '../intake/result.ts';
import type { ClientAnswer, ClientRequest } from '../outbound/client.ts';
import { Refusal, type RefusalCode } from '../records/refusal.ts';
import type { Context } from './context.ts';
import { settingValue } from './settings.ts';

const TRIES = 3;
const LONGEST_WAIT = 60_000;
const POLL = 500;

const Problem = z.object({
  title: z.string(),
  detail: z.string().default(''),
  next: z.string().default(''),
  place: z.string().optional(),
});
const Job = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: z.unknown(),
  result: z.unknown(),
});

/** What is said beside a file. */
export interface HandOptions {
  system?: string | undefined;
  happened?: number | undefined;
  target?: string | undefined;
  map?: string | undefined;
  /** Hears how many records of a large file are read. */
  say: (records: number) => void;
}

/** A server that files are handed in to. */
export interface Remote {
  /** @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy` */
  hand(handed: Handed, options: HandOptions): Promise<ImportResult[]>;
}

/**
 * The server of `--server` or ASSAY_SERVER, asked with a token, or with the identity of the pipeline that this
 * runs in.
 * @param audience what the pipeline's identity is made out to; the server's origin where absent
 */
export async function remote(
  address: string,
  audience: string | undefined,
  context: Context,
): Promise<Remote> {
  const { client } = await import('../outbound/client.ts');
  const server = client(address);
  const token = await tokenOf(server.origin, audience, context);
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };

  async function ask(request: ClientRequest): Promise<ClientAnswer> {
    for (let tries = 1; ; tries += 1) {
      let wait = 1_000 * 2 ** tries;
      try {
        const answer = await server.ask({ ...request, headers: { ...headers, ...request.headers } });
        if (answer.status !== 429 && answer.status !== 503) return answer;
        const asked = Number(answer.headers['retry-after']);
        if (asked > 0) wait = Math.min(asked * 1_000, LONGEST_WAIT);
        if (tries === TRIES) throw refusalOf(answer);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'unreachable' || tries === TRIES) throw error;
      }
      context.stderr.write(
        `assay: ${server.origin} is not there just now; trying again in ${wait / 1_000} seconds.\n`,
      );
      await sleep(wait);
    }
  }

  return {
    async hand(handed, { system, happened, target, map, say }) {
      const query = new URLSearchParams({ name: handed.path });
      if (system !== undefined) query.set('system', system);
      if (happened !== undefined) query.set('happened', new Date(happened).toISOString());
      if (target !== undefined) query.set('target', target);
      if (map !== undefined) query.set('map', map);
      const answer = await ask({
        method: 'POST',
        path: `/api/v1/imports?${query}`,
        headers: {
          'content-type': 'application/octet-stream',
          // Sent again after a broken connection, it is answered, not done, again.
          'idempotency-key': idempotencyKey(handed.sha256, query),
        },
        body: { chunks: () => handed.chunks(), bytes: handed.bytes },
      });
      if (answer.status === 202)
        return resultsOf(await followed(Job.parse(JSON.parse(answer.body)).id, say), handed);
      if (answer.status === 200) return resultsOf(JSON.parse(answer.body), handed);
      const refusal = refusalOf(answer);
      if (refusal.code === 'unauthenticated' || answer.status === 403 || answer.status >= 500) throw refusal;
      return [refused(refusal, handed)];
    },
  };

  async function followed(id: string, say: (records: number) => void): Promise<unknown> {
    for (;;) {
      const answer = await ask({ method: 'GET', path: `/api/v1/jobs/${id}` });
      if (answer.status !== 200) throw refusalOf(answer);
      const { state, progress, result } = Job.parse(JSON.parse(answer.body));
      if (state === 'done') return result;
      if (state === 'failed') return { ...Object(result), status: 'failed' };
      if (state === 'cancelled') throw new Refusal('conflict', 'The import was cancelled on the server.');
      const records = z.object({ records: z.number() }).safeParse(progress);
      if (records.success) say(records.data.records);
      await sleep(POLL);
    }
  }
}

function idempotencyKey(sha256: string, query: URLSearchParams): string {
  return createHash('sha256').update(`${sha256}\n${query}`).digest('hex');
}

/** What the server says came of a file, or of each file in an archive. */
function resultsOf(answer: unknown, handed: Handed): ImportResult[] {
  const status = z.object({ status: z.string() }).parse(answer).status;
  if (status === 'failed') return [refused(problemIn(answer), handed)];
  // The server's own types; the same program wrote them.
  if (status === 'archive') return (answer as { members: ImportResult[] }).members;
  return [answer as ImportResult];
}

function refused({ code, message, place, next }: Refusal, handed: Handed): ImportResult {
  return { status: 'refused', path: handed.path, code, why: message, place, next };
}

function refusalOf({ status, body }: ClientAnswer): Refusal {
  try {
    return problemIn(JSON.parse(body));
  } catch {
    return new Refusal(
      status >= 500 ? 'unreachable' : 'usage',
      `The server answered with status ${status}.`,
      {},
      'Check the address.',
    );
  }
}

function problemIn(value: unknown): Refusal {
  const { title, detail, next, place } = Problem.parse(value);
  // The server names refusals by their codes; a title that is none of these is told as it is.
  return new Refusal(title as RefusalCode, detail, place === undefined ? {} : { field: place }, next);
}

/**
 * What proves who asks: a token of Assay; else the identity of this run in GitHub Actions; else one that the
 * pipeline made (GitLab `id_tokens`, CircleCI, others).
 */
async function tokenOf(
  origin: string,
  audience: string | undefined,
  { env }: Context,
): Promise<string | undefined> {
  const own = await settingValue('ASSAY_TOKEN', env);
  if (own !== undefined) return own;
  const [url, secret] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  if (url && secret) {
    const { client } = await import('../outbound/client.ts');
    const from = new URL(url);
    from.searchParams.set('audience', audience ?? origin);
    const answer = await client(from.origin).ask({
      method: 'GET',
      path: `${from.pathname}${from.search}`,
      headers: { authorization: `Bearer ${secret}` },
    });
    const made = z
      .object({ value: z.string() })
      .safeParse(answer.status === 200 ? JSON.parse(answer.body) : undefined);
    if (made.success) return made.data.value;
    throw new Refusal(
      'unauthenticated',
      `GitHub gave no identity for this run: status ${answer.status}.`,
      {},
      'Give the job "permissions: id-token: write".',
    );
  }
  return env.ASSAY_ID_TOKEN;
}
