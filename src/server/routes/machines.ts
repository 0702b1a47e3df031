import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import type { TokenRow, TrustRow } from '../../store/accounts.ts';
import { newId, newToken, secretHash } from '../access/secret.ts';
import { NewToken, NewTrust, TokenMade, Tokens, Trust, Trusts } from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { actorName } from './people.ts';

const DAY = 86_400_000;

/** Tokens of machines, and the issuers whose job tokens are believed. */
export function machineRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'Machines';
  const policy = { may: 'administer' as const };

  declare(
    {
      id: 'listTokens',
      method: 'GET',
      path: '/tokens',
      tag,
      summary: 'Tokens of machines; never the tokens themselves.',
      policy,
      answer: Tokens,
    },
    async ({ organization }) => ({
      rows: (await store.accounts().tokens(organization.id)).map(shownToken),
    }),
  );

  declare(
    {
      id: 'addToken',
      method: 'POST',
      path: '/tokens',
      tag,
      summary: 'A token for a machine; it is shown this once.',
      policy,
      body: NewToken,
      answer: TokenMade,
      status: 201,
    },
    async ({ organization, caller, body, request }) => {
      await knownSystems(organization.id, body.systems);
      const { id, token } = newToken();
      const row: TokenRow = {
        organization: organization.id,
        id,
        name: body.name,
        hash: secretHash(token),
        verbs: body.verbs,
        systems: body.systems ?? undefined,
        by: actorName(caller),
        created: now(),
        expires: body.days === null ? undefined : now() + body.days * DAY,
        used: undefined,
      };
      await store.writeAccounts(async (writer) => {
        await writer.putToken(row);
        const detail = { name: row.name, verbs: row.verbs, systems: row.systems ?? 'any', days: body.days };
        await writer.addAudit(organization.id, auditRow(request, now(), 'token.add', `token ${id}`, detail));
      });
      return { ...shownToken(row), token };
    },
  );

  declare(
    {
      id: 'removeToken',
      method: 'DELETE',
      path: '/tokens/:token',
      tag,
      summary: 'Take a token back; what it handed in stays.',
      policy,
      params: z.object({ token: z.string().min(1).max(100) }),
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.writeAccounts(async (writer) => {
        if (!(await writer.removeToken(organization.id, params.token))) throw notFound('token');
        await writer.addAudit(
          organization.id,
          auditRow(request, now(), 'token.remove', `token ${params.token}`),
        );
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'listTrusts',
      method: 'GET',
      path: '/trusts',
      tag,
      summary: 'Issuers whose job tokens (OpenID Connect) are believed, and what for.',
      policy,
      answer: Trusts,
    },
    async ({ organization }) => ({
      rows: (await store.accounts().trustsOf(organization.id)).map(shownTrust),
    }),
  );

  declare(
    {
      id: 'addTrust',
      method: 'POST',
      path: '/trusts',
      tag,
      summary:
        'Believe the job tokens of an issuer whose claims are as agreed: no secret is stored anywhere.',
      policy,
      body: NewTrust,
      answer: Trust,
      status: 201,
    },
    async ({ organization, caller, body, request }) => {
      await knownSystems(organization.id, body.systems);
      const { systems, ...said } = body;
      const row: TrustRow = {
        ...said,
        organization: organization.id,
        id: newId(),
        systems: systems ?? undefined,
        by: actorName(caller),
        created: now(),
      };
      await store.writeAccounts(async (writer) => {
        await writer.putTrust(row);
        const detail = { ...said, systems: systems ?? 'any' };
        await writer.addAudit(
          organization.id,
          auditRow(request, now(), 'trust.add', `trust ${row.id}`, detail),
        );
      });
      return shownTrust(row);
    },
  );

  declare(
    {
      id: 'removeTrust',
      method: 'DELETE',
      path: '/trusts/:trust',
      tag,
      summary: 'Believe an issuer’s job tokens no longer.',
      policy,
      params: z.object({ trust: z.string().min(1).max(100) }),
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.writeAccounts(async (writer) => {
        if (!(await writer.removeTrust(organization.id, params.trust))) throw notFound('trust');
        await writer.addAudit(
          organization.id,
          auditRow(request, now(), 'trust.remove', `trust ${params.trust}`),
        );
      });
      return undefined;
    },
  );

  async function knownSystems(organization: string, systems: readonly string[] | null): Promise<void> {
    if (systems === null) return;
    const known = new Set((await store.reader(organization).systems()).map(({ id }) => id));
    if (systems.some((system) => !known.has(system))) throw notFound('system', 'See: GET /systems');
  }
}

export function shownToken({ id, name, verbs, systems, by, created, expires, used }: TokenRow) {
  return {
    id,
    name,
    verbs: [...verbs],
    systems: systems === undefined ? null : [...systems],
    by,
    created: formatInstant(created),
    expires: expires === undefined ? null : formatInstant(expires),
    used: used === undefined ? null : formatInstant(used),
  };
}

export function shownTrust({ organization: _, ...row }: TrustRow) {
  return {
    ...row,
    claims: { ...row.claims },
    verbs: [...row.verbs],
    systems: row.systems === undefined ? null : [...row.systems],
    created: formatInstant(row.created),
  };
}
