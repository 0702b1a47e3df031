import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import { failureText, type Provider, type SignedOut } from '../access/oidc.ts';
import { LogoutToken } from '../api/access.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

/** Far above a logout token. */
const LARGEST = 64 * 1024;

/** Where a provider of identities says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0). */
export function signedOutRoutes(app: FastifyInstance, declare: Declare, shared: Shared): void {
  const { store, now } = shared;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LARGEST },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  declare(
    {
      id: 'signedOutElsewhere',
      method: 'POST',
      path: '/sign-in/:provider/signed-out',
      tag: 'Signing in',
      summary: 'Ends the sessions of whom their provider of identities signed out (back-channel logout).',
      policy: { anyone: 'The provider signs what it says.' },
      params: z.object({ provider: z.string().max(40) }),
      body: LogoutToken,
      takes: 'application/x-www-form-urlencoded',
      answer: z.object({}),
    },
    async ({ params, body, request }) => {
      const provider = shared.providers.find(({ id }) => id === params.provider);
      if (!provider) throw notFound('provider');
      let said: SignedOut;
      try {
        said = await shared.oidc.signedOut(provider, body.logout_token);
      } catch (error) {
        const why = failureText(error);
        request.log.warn({ provider: provider.id, why }, 'a logout token was refused');
        // 400, as the specification asks for; what was wrong with it is for the log.
        throw new Refusal(
          'usage',
          'This logout token is not accepted.',
          { field: 'logout_token' },
          'See the log of Assay, and compare issuer, client and clocks.',
        );
      }
      await store.writeAccounts(async (writer) => {
        const { subject, sid, issued } = said;
        const person =
          subject === undefined ? undefined : (await writer.identity(provider.issuer, subject))?.person;
        // A subject that nobody here is known by has no sessions.
        if (subject !== undefined && person === undefined) return;
        const of = {
          until: issued,
          ...(sid !== undefined && { sid }),
          ...(person !== undefined && { person }),
        };
        for (const ended of await writer.removeSessionsBy(provider.id, of)) {
          for (const { organization } of await writer.memberships(ended)) {
            const row = auditRow(request, now(), 'session.end', `person ${ended}`, { by: provider.id });
            await writer.addAudit(organization, { ...row, actor: actorOf(provider) });
            await writer.raise(organization);
          }
        }
      });
      return {};
    },
  );
}

function actorOf({ id, name }: Provider): { kind: 'assay'; id: string; name: string } {
  return { kind: 'assay', id, name };
}
