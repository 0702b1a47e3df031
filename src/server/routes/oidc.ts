import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { admitIdentity } from '../access/admission.ts';
import { type Given, givenBy } from '../access/group-mapping.ts';
import type { Identity } from '../access/oidc.ts';
import { safeNext } from '../access/safe-next.ts';
import { beginSession } from '../access/sessions.ts';
import { Elsewhere, JoinElsewhere, SignInElsewhere } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditSignIn } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { elsewhere, goBack, goOn } from './elsewhere.ts';
import { identityRoutes } from './identities.ts';

const WHY = 'Nobody is signed in before they sign in.';

/** Signing in with a provider of identities (OpenID Connect). */
export function oidcRoutes(declare: Declare, shared: Shared): void {
  const { store, now, secure } = shared;
  const way = elsewhere(shared);
  const cameBackTo = identityRoutes(declare, shared, way);
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
      const provider = way.providerOf(params.provider);
      try {
        return goOn(reply, (await way.begin(provider, request, reply, { next: safeNext(query.next) })).href);
      } catch (error) {
        return goBack(request, reply, provider, 'unreachable', { error });
      }
    },
  );

  declare(
    {
      id: 'joinElsewhere',
      method: 'POST',
      path: '/sign-in/:provider',
      tag,
      summary: 'Where to go to accept an invitation by signing in with a provider of identities.',
      policy,
      params,
      body: JoinElsewhere,
      answer: Elsewhere,
    },
    async ({ params, body, request, reply }) => {
      const provider = way.providerOf(params.provider);
      const { next, invitation } = body;
      return { to: await way.tellTo(provider, request, reply, { next: safeNext(next), invitation }) };
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
    async ({ params, caller, request, reply }) => {
      const provider = way.providerOf(params.provider);
      const kept = way.cameBack(provider, request, reply);
      if (!kept) return goBack(request, reply, provider, 'too-late');
      const to = kept.account ? ('/account' as const) : ('/sign-in' as const);
      let identity: Identity;
      try {
        const came = way.redirect(provider, request);
        came.search = new URL(request.url, came).search;
        identity = await shared.oidc.complete(provider, came, kept);
      } catch (error) {
        return goBack(request, reply, provider, 'failed', { error, to });
      }
      if (kept.account) {
        const problem = await cameBackTo(kept.account, { provider, identity, caller, request, reply });
        return problem ? goBack(request, reply, provider, problem, { to }) : goOn(reply, kept.next);
      }
      const given = await reachable(givenBy(identity.groups, provider.groups), request);
      const admitted = await store.writeAccounts(async (writer) => {
        const at = now();
        const ticket = { provider, given, invitation: kept.invitation, request, at };
        const person = await admitIdentity(writer, identity, ticket);
        if (typeof person === 'string') return person;
        // Whom the provider knew from before was asked for nothing now.
        const proven = Math.min(at, identity.authenticated ?? at);
        const { sid } = identity;
        await beginSession(writer, person, provider.id, at, { request, reply, secure }, { proven, sid });
        await auditSignIn(writer, person, request, at, provider.id);
        return person;
      });
      if (typeof admitted === 'string') return goBack(request, reply, provider, admitted);
      return goOn(reply, kept.next);
    },
  );

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
