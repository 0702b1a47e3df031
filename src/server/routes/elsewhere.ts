import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import { failureText, type Provider } from '../access/oidc.ts';
import { seal, unseal } from '../access/seal.ts';
import { cookieOf, setCookie } from '../access/sessions.ts';
import type { Shared } from '../app.ts';
import { originOf } from '../guard.ts';
import { notFound } from '../shown.ts';

/** How long somebody may take at the provider, in milliseconds. */
const WHILE = 10 * 60_000;
const PURPOSE = 'sign-in';

/** What the browser keeps, sealed, while it is at the provider. */
const Kept = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  invitation: z.string().optional(),
  /** Who is signed in here already, and what they went there for. */
  account: z.object({ person: z.string(), for: z.enum(['link', 'proof']), since: z.number() }).optional(),
  until: z.number(),
});
export type Kept = z.output<typeof Kept>;
type More = Pick<Kept, 'next' | 'invitation' | 'account'>;
/** Why it did not work, for the page to say; never a provider's own words. */
export type Problem =
  | 'not-invited'
  | 'disabled'
  | 'too-late'
  | 'unreachable'
  | 'failed'
  | 'taken'
  | 'somebody-else';

/** The way to a provider of identities and back. */
export interface Elsewhere {
  /** @throws Refusal `not-found` */
  providerOf(id: string): Provider;
  /** What to come back to. */
  redirect(provider: Provider, request: FastifyRequest): URL;
  /** Sets out, and has the browser keep what it needs to come back. @returns where the browser has to go */
  begin(provider: Provider, request: FastifyRequest, reply: FastifyReply, more: More): Promise<URL>;
  /** The same for a page that goes there itself. @throws Refusal `unreachable` */
  tellTo(provider: Provider, request: FastifyRequest, reply: FastifyReply, more: More): Promise<string>;
  /** What was kept, if it still serves; it serves once, whatever comes of it. */
  cameBack(provider: Provider, request: FastifyRequest, reply: FastifyReply): Kept | undefined;
}

export function elsewhere({ now, secure, key, oidc: providers, ...shared }: Shared): Elsewhere {
  const cookie = secure ? '__Host-assay-sign-in' : 'assay-sign-in';

  function redirect({ id }: Provider, request: FastifyRequest): URL {
    // The guard lets nothing through that has opened the server under another origin.
    return new URL(`/api/v1/sign-in/${id}/callback`, originOf(request, shared.url));
  }

  const begin: Elsewhere['begin'] = async (provider, request, reply, more) => {
    const anew = more.account?.for === 'proof';
    const { to, begun } = await providers.begin(provider, redirect(provider, request), anew);
    const kept: Kept = { ...begun, ...more, provider: provider.id, until: now() + WHILE };
    setCookie(reply, cookie, seal(key, PURPOSE, JSON.stringify(kept)), secure, WHILE / 1_000);
    return to;
  };

  return {
    redirect,
    begin,

    providerOf(id) {
      const provider = shared.providers.find((each) => each.id === id);
      if (!provider) throw notFound('provider', 'Open /sign-in for the ways to sign in.');
      return provider;
    },

    async tellTo(provider, request, reply, more) {
      try {
        return (await begin(provider, request, reply, more)).href;
      } catch (error) {
        logFailure(request, provider, 'unreachable', error);
        // In our words: what a provider did is for the log.
        throw new Refusal(
          'unreachable',
          `${provider.name} cannot be reached.`,
          {},
          'Try again, or choose another way.',
        );
      }
    },

    cameBack(provider, request, reply) {
      const sealed = cookieOf(request, cookie);
      const text = sealed === undefined ? undefined : unseal(key, PURPOSE, sealed);
      setCookie(reply, cookie, '', secure, 0);
      // Another version of Assay may have kept something else: then it is too late for it.
      const kept = text === undefined ? undefined : Kept.safeParse(JSON.parse(text)).data;
      return kept?.provider === provider.id && kept.until > now() ? kept : undefined;
    },
  };
}

export function goOn(reply: FastifyReply, to: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(to, 302);
}

/** What the provider said is for the log. */
export function logFailure(
  request: FastifyRequest,
  provider: Provider,
  problem: Problem,
  error?: unknown,
): void {
  const why = error === undefined ? problem : failureText(error);
  request.log.warn({ provider: provider.id, problem, why }, 'a sign-in with a provider did not work');
}

/** Back to the page that it began at, with a word of ours. */
export function goBack(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: Provider,
  problem: Problem,
  { error, to = '/sign-in' }: { error?: unknown; to?: '/sign-in' | '/account' } = {},
): FastifyReply {
  logFailure(request, provider, problem, error);
  return goOn(reply, `${to}?problem=${problem}`);
}
