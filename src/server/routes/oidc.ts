import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { admitIdentity } from '../access/admission.ts';
import { type Given, givenBy } from '../access/group-mapping.ts';
import { failureText, type Identity, oidc, type Provider } from '../access/oidc.ts';
import { safeNext } from '../access/safe-next.ts';
import { seal, unseal } from '../access/seal.ts';
import { beginSession, cookieOf, setCookie } from '../access/sessions.ts';
import { SignInElsewhere } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditSignIn } from '../audit.ts';
import { originOf } from '../guard.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

/** How long somebody may take at the provider, in milliseconds. */
const WHILE = 10 * 60_000;
const PURPOSE = 'sign-in';
const WHY = 'Nobody is signed in before they sign in.';

/** What the browser keeps, sealed, while it is at the provider. */
const Kept = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  invitation: z.string().optional(),
  until: z.number(),
});
type Kept = z.output<typeof Kept>;
/** Why a sign-in did not work, for the page to say; never a provider's own words. */
type Problem = 'not-invited' | 'disabled' | 'too-late' | 'unreachable' | 'failed';

/** Signing in with a provider of identities (OpenID Connect). */
export function oidcRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure, key } = shared;
  const providers = oidc(now);
  const cookie = secure ? '__Host-assay-sign-in' : 'assay-sign-in';
  const tag = 'Signing in';
  const policy = { anyone: WHY };
  const params = z.object({ provider: z.string().max(40) });

  declare(
    {
      id: 'signInElsewhere',
      method: 'GET',
      path: '/sign-in/:provider',
      tag,
      summary: 'Go to a provider of identities to sign in there.',
      policy,
      params,
      query: SignInElsewhere,
      answer: Nothing,
      status: 302,
    },
    async ({ params, query, request, reply }) => {
      const provider = providerOf(params.provider);
      try {
        const { to, begun } = await providers.begin(provider, redirect(provider, request));
        const { next, invitation } = query;
        const kept: Kept = {
          ...begun,
          provider: provider.id,
          next: safeNext(next),
          ...(invitation !== undefined && { invitation }),
          until: now() + WHILE,
        };
        setCookie(reply, cookie, seal(key, PURPOSE, JSON.stringify(kept)), secure, WHILE / 1_000);
        return goOn(reply, to.href);
      } catch (error) {
        return goBack(request, reply, provider, 'unreachable', error);
      }
    },
  );

  declare(
    {
      id: 'cameBack',
      method: 'GET',
      path: '/sign-in/:provider/callback',
      tag,
      summary: 'Where the provider sends the browser back to: signs in whom it vouches for.',
      policy,
      params,
      answer: Nothing,
      status: 302,
    },
    async ({ params, request, reply }) => {
      const provider = providerOf(params.provider);
      const kept = keptOf(request);
      // Whatever comes of it: it serves once.
      setCookie(reply, cookie, '', secure, 0);
      if (!kept || kept.provider !== provider.id || kept.until <= now())
        return goBack(request, reply, provider, 'too-late');
      let identity: Identity;
      try {
        const came = redirect(provider, request);
        came.search = new URL(request.url, came).search;
        identity = await providers.complete(provider, came, kept);
      } catch (error) {
        return goBack(request, reply, provider, 'failed', error);
      }
      const given = await reachable(givenBy(identity.groups, provider.groups), request);
      const admitted = await store.writeAccounts(async (writer) => {
        const at = now();
        const ticket = { provider, given, invitation: kept.invitation, request, at };
        const person = await admitIdentity(writer, identity, ticket);
        if (typeof person === 'string') return person;
        await beginSession(writer, person, provider.id, at, { request, reply, secure });
        await auditSignIn(writer, person, request, at, provider.id);
        return person;
      });
      if (typeof admitted === 'string') return goBack(request, reply, provider, admitted);
      return goOn(reply, kept.next);
    },
  );

  function providerOf(id: string): Provider {
    const provider = shared.providers.find((each) => each.id === id);
    if (!provider) throw notFound('provider', 'Open /sign-in for the ways to sign in.');
    return provider;
  }

  function redirect({ id }: Provider, request: FastifyRequest): URL {
    // The guard lets nothing through that has opened the server under another origin.
    return new URL(`/api/v1/sign-in/${id}/callback`, originOf(request, shared.url));
  }

  function keptOf(request: FastifyRequest): Kept | undefined {
    const sealed = cookieOf(request, cookie);
    const text = sealed === undefined ? undefined : unseal(key, PURPOSE, sealed);
    // Another version of Assay may have kept something else: then it is too late for it.
    return text === undefined ? undefined : Kept.safeParse(JSON.parse(text)).data;
  }

  /** What groups give, as far as there is such an organization and such teams. */
  async function reachable(given: Given | undefined, request: FastifyRequest): Promise<Given | undefined> {
    if (!given) return undefined;
    const { organization, teams } = given;
    if (!(await store.organizations()).some(({ id }) => id === organization)) {
      request.log.error({ organization }, 'the settings map groups to an organization that is not there');
      return undefined;
    }
    const known = new Set((await store.reader(organization).teams()).map(({ id }) => id));
    return { ...given, teams: teams.filter((team) => known.has(team)) };
  }
}

function goOn(reply: FastifyReply, to: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(to, 302);
}

/** Back to the sign-in page with a word of ours; what the provider said is for the log. */
function goBack(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: Provider,
  problem: Problem,
  error?: unknown,
): FastifyReply {
  const why = error === undefined ? problem : failureText(error);
  request.log.warn({ provider: provider.id, problem, why }, 'a sign-in with a provider did not work');
  return goOn(reply, `/sign-in?problem=${problem}`);
}
