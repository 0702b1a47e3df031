import type { z } from 'zod';
import { formatInstant, type Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Context } from '../context.ts';
import { asking, parsed, refusalOf } from './ask.ts';

/** Reads of a server, each checked against the schema that the server answers by. */
export interface RemoteReader {
  /** @throws Refusal what the server refuses, `unreachable`, `busy` */
  read<Answer extends z.ZodType>(path: string, query: RemoteQuery, answer: Answer): Promise<z.output<Answer>>;
  /** The text of an answer as it came. */
  text(path: string, query: RemoteQuery): Promise<string>;
}

type RemoteQuery = Readonly<Record<string, string | Instant | undefined>>;

/**
 * A server that is read.
 * @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy`, `usage`
 */
export async function remoteReader(
  address: string,
  { audience, organization }: { audience?: string; organization?: string },
  context: Context,
): Promise<RemoteReader> {
  const { ask, origin } = await asking(address, audience, 'read', context);

  async function text(path: string, query: RemoteQuery): Promise<string> {
    const said = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, organization })) {
      if (value !== undefined) said.set(name, typeof value === 'number' ? formatInstant(value) : value);
    }
    const answer = await ask({ method: 'GET', path: `/api/v1${path}?${said}` });
    if (answer.status !== 200) throw refusalOf(answer);
    return answer.body;
  }

  return {
    text,
    async read(path, query, schema) {
      const answer = schema.safeParse(parsed(await text(path, query)));
      if (answer.success) return answer.data;
      throw new Refusal(
        'unreachable',
        `${origin} answers in a form that is not known here.`,
        {},
        'Use the same version of Assay on both sides.',
      );
    },
  };
}
