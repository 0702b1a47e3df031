import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Handed } from '../../intake/handed.ts';
import type { ImportResult } from '../../intake/result.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Context } from '../context.ts';
import { asking, Problem, parsed, problemIn, refusalOf } from './ask.ts';

/** Between looks at a job; longer for one that takes long. */
const POLL = { least: 250, most: 3_000 } as const;

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
  organization?: string | undefined;
  /** Hears how many records of a large file are read. */
  say?: (records: number) => void;
}

/** A server that files are handed in to. */
export interface Remote {
  /**
   * Hands one file in; of an archive there is a result for each member.
   * @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy`, `store`: no other file would fare better
   */
  hand(handed: Handed, options: HandOptions): Promise<ImportResult[]>;
}

/**
 * The server of `--server` or ASSAY_SERVER, asked with a token, or with the identity of the pipeline that this
 * runs in.
 * @param audience what the pipeline's identity is made out to; the server's origin where absent
 * @throws Refusal as `hand`, and `usage` for an address that is none
 */
export async function remote(
  address: string,
  audience: string | undefined,
  context: Context,
): Promise<Remote> {
  const { ask } = await asking(address, audience, 'import', context);
  // One of this run: a file that is handed in again later is looked at anew, whatever came of it before.
  const run = randomBytes(9).toString('base64url');

  return {
    async hand(handed, { say, happened, ...said }) {
      const query = new URLSearchParams({ name: handed.path });
      for (const [name, value] of Object.entries(said)) if (value !== undefined) query.set(name, value);
      if (happened !== undefined) query.set('happened', formatInstant(happened));
      const answer = await ask({
        method: 'POST',
        path: `/api/v1/imports?${query}`,
        headers: {
          'content-type': 'application/octet-stream',
          // Sent again after a broken connection, it is answered, not done, again.
          'idempotency-key': `${run}-${digest(`${handed.sha256}\n${query}`)}`,
        },
        body: { chunks: handed.chunks, bytes: handed.bytes },
      });
      if (answer.status === 202)
        return resultsOf(await followed(Job.parse(parsed(answer.body)).id, say), handed);
      if (answer.status === 200) return resultsOf(parsed(answer.body), handed);
      const refusal = refusalOf(answer);
      if ([401, 403].includes(answer.status) || answer.status >= 500) throw refusal;
      if (refusal.code === 'unreachable') throw refusal;
      return [refused(refusal, handed)];
    },
  };

  async function followed(id: string, say: HandOptions['say']): Promise<unknown> {
    for (let wait: number = POLL.least; ; wait = Math.min(wait * 1.5, POLL.most)) {
      const answer = await ask({ method: 'GET', path: `/api/v1/jobs/${encodeURIComponent(id)}` });
      if (answer.status !== 200) throw refusalOf(answer);
      const { state, progress, result } = Job.parse(parsed(answer.body));
      if (state === 'done') return result;
      if (state === 'failed') return { ...Object(result), status: 'failed' };
      if (state === 'cancelled')
        return { status: 'failed', title: 'conflict', detail: 'The import was cancelled on the server.' };
      const records = z.object({ records: z.number() }).safeParse(progress);
      if (records.success) say?.(records.data.records);
      await (context.sleep ?? pause)(wait);
    }
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the server says came of a file, or of each file in an archive. */
function resultsOf(answer: unknown, handed: Handed): ImportResult[] {
  const { status } = z.object({ status: z.string() }).parse(answer);
  if (status === 'failed') {
    const problem = Problem.safeParse(answer);
    const why = problem.success
      ? problemIn(problem.data)
      : new Refusal('store', 'The server gave up on it.', {}, 'See its log.');
    return [refused(why, handed)];
  }
  // The server's own types; the same program wrote them.
  if (status === 'archive') return (answer as { members: ImportResult[] }).members;
  return [answer as ImportResult];
}

function refused({ code, message, place, next }: Refusal, handed: Handed): ImportResult {
  return { status: 'refused', path: handed.path, code, why: message, place, next };
}
