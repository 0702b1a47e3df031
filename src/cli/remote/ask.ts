import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ClientAnswer, ClientRequest } from '../../outbound/client.ts';
import { Refusal, type RefusalCode } from '../../records/refusal.ts';
import type { Context } from '../context.ts';
import { identityOf, withoutIdentity } from './identity.ts';

const TRIES = 3;
const LONGEST_WAIT = 60_000;
/** Statuses of servers and proxies that are there again in a moment. */
const SOON: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const Session = z.object({
  organizations: z.array(z.object({ id: z.string(), abilities: z.array(z.string()) })),
});
export const Problem = z.object({
  title: z.string(),
  detail: z.string().default(''),
  next: z.string().default(''),
  place: z.string().optional(),
});

/** A server, and who asks it. */
export interface Asking {
  origin: string;
  /**
   * Asks, up to three times where the server is not there just now, and once more where an identity expired.
   * @throws Refusal `unreachable`, `busy`, `unauthenticated`
   */
  ask(request: ClientRequest): Promise<ClientAnswer>;
}

/** What whoever asks has to be let do, and how that is said to them. */
const NEEDS = { import: 'hand in evidence', read: 'read scores' } as const;

/**
 * The server of an address, once it is known that it is one and what it lets whoever asks do: better than to
 * learn so after a large file was sent.
 * @param audience whom a pipeline's identity is made out to; the server where absent
 * @throws Refusal `usage`, `unreachable`, `busy`, `unauthenticated`, `forbidden`
 */
export async function asking(
  address: string,
  audience: string | undefined,
  needs: keyof typeof NEEDS,
  context: Context,
): Promise<Asking> {
  const { client } = await import('../../outbound/client.ts');
  const server = client(address);
  const identity = await identityOf(audience ?? server.origin, context);
  let { token } = identity;

  async function once(request: ClientRequest): Promise<ClientAnswer> {
    const who = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return server.ask({ ...request, headers: { ...request.headers, ...who } });
  }

  async function ask(request: ClientRequest): Promise<ClientAnswer> {
    let renewed = false;
    let broken = false;
    for (let tries = 1; ; tries += 1) {
      let wait = 1_000 * 2 ** (tries - 1);
      let answer: ClientAnswer | undefined;
      try {
        answer = await once(request);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'unreachable' || tries === TRIES) throw error;
        broken = true;
      }
      if (answer?.status === 401 && identity.renew && !renewed) {
        renewed = true;
        tries -= 1;
        token = await identity.renew();
        continue;
      }
      // What was sent over a connection that broke may still be at work there, under the same Idempotency-Key.
      const again = answer && (SOON.has(answer.status) || (broken && answer.status === 409));
      if (answer && !again) return answer;
      if (answer && tries === TRIES) throw refusalOf(answer);
      if (answer) wait = waitOf(answer, context.now()) ?? wait;
      context.stderr.write(
        `assay: ${server.origin} is not there just now; trying again in ${Math.ceil(wait / 1_000)} seconds.\n`,
      );
      await (context.sleep ?? pause)(wait);
    }
  }

  await admitted(await ask({ method: 'GET', path: '/api/v1/session' }));
  return { origin: server.origin, ask };

  async function admitted(answer: ClientAnswer): Promise<void> {
    if (answer.status !== 200) throw refusalOf(answer);
    const session = Session.safeParse(parsed(answer.body));
    if (!session.success) throw stranger(answer.status);
    const { organizations } = session.data;
    if (organizations.some(({ abilities }) => abilities.includes(needs))) return;
    if (token === undefined && organizations.length === 0)
      throw new Refusal(
        'unauthenticated',
        `${server.origin} asks for a sign-in.`,
        {},
        withoutIdentity(context),
      );
    throw new Refusal(
      'forbidden',
      `What was sent as a proof does not allow to ${NEEDS[needs]}.`,
      {},
      `Ask an administrator for a token with the verb "${needs}".`,
    );
  }
}

/** RFC 9110, 10.2.3: seconds, or a date; never longer than a minute. */
function waitOf({ headers }: ClientAnswer, now: number): number | undefined {
  const said = headers['retry-after'];
  if (typeof said !== 'string') return undefined;
  const wait = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT) : undefined;
}

/** Why a server did not do what it was asked. */
export function refusalOf({ status, body }: ClientAnswer): Refusal {
  const problem = Problem.safeParse(parsed(body));
  if (!problem.success) return stranger(status);
  // What is behind a proxy that answers for it is not reached; Assay itself names why it cannot.
  if (SOON.has(status) || status >= 500) {
    const { title, detail, next } = problem.data;
    return new Refusal(SOON.has(status) ? 'busy' : 'store', detail || title, {}, next);
  }
  return problemIn(problem.data);
}

/** A problem document as the refusal that it was made of. */
export function problemIn({ title, detail, next, place }: z.output<typeof Problem>): Refusal {
  // The server names refusals by their codes; a code that only a newer server has is told as it is.
  return new Refusal(
    title as RefusalCode,
    detail || title,
    place === undefined ? {} : { field: place },
    next,
  );
}

function stranger(status: number): Refusal {
  return new Refusal(
    'unreachable',
    `What answers there, with status ${status}, is no server of Assay that is ready.`,
    {},
    'Check the address.',
  );
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
