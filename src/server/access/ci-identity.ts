import type { FastifyRequest } from 'fastify';
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { Refusal } from '../../records/refusal.ts';
import { wildcard } from '../../records/wildcard.ts';
import type { TrustRow } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Caller } from './caller.ts';

/** Turns a job token of a pipeline into a caller. @throws Refusal `unauthenticated` */
export type CiIdentity = (token: string, request: FastifyRequest) => Promise<Caller>;

/** Fetches an issuer's documents; it decides which addresses may be reached at all. */
export type FetchJson = (url: string) => Promise<unknown>;

/** Algorithms of public keys only: with `none` or a shared secret, anybody could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Claims that say where a run came from, kept as the evidence's origin where they are there. */
const KEPT = [
  'iss',
  'sub',
  'repository',
  'repository_id',
  'repository_visibility',
  'ref',
  'sha',
  'workflow',
  'workflow_ref',
  'job_workflow_ref',
  'run_id',
  'run_number',
  'run_attempt',
  'event_name',
  'environment',
  'actor',
  'project_path',
  'project_id',
  'pipeline_id',
  'pipeline_source',
  'job_id',
  'ref_protected',
  'runner_environment',
];

/**
 * Job tokens (OpenID Connect) of GitHub, GitLab or any issuer that an organization trusts: verified against the
 * issuer's published keys, the audience that was agreed, and the claims that were asked for. No secret is stored.
 */
export function ciIdentity(store: Store, now: () => number, fetchJson: FetchJson): CiIdentity {
  const keys = new Map<string, Promise<ReturnType<typeof createRemoteJWKSet>>>();

  async function keysOf(issuer: string) {
    const known = keys.get(issuer);
    if (known) return known;
    const asked = keySet(issuer, fetchJson);
    keys.set(issuer, asked);
    // An issuer that could not be reached is asked again by the next token.
    asked.catch(() => keys.delete(issuer));
    return asked;
  }

  return async (token) => {
    const issuer = issuerIn(token);
    const trusts = issuer === undefined ? [] : await store.accounts().trusts(issuer);
    if (issuer === undefined || trusts.length === 0)
      throw refused('This token is of no issuer that is trusted here.');
    const set = await keysOf(issuer);
    let why = 'Its claims are not those that were agreed.';
    for (const trust of trusts) {
      try {
        const { payload } = await jwtVerify(token, set, {
          issuer,
          audience: trust.audience,
          algorithms: ALGORITHMS,
          requiredClaims: ['exp', 'iat', 'sub'],
          clockTolerance: 30,
          currentDate: new Date(now()),
        });
        if (fits(payload, trust)) return callerOf(payload, trust);
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        why = error.message;
      }
    }
    throw refused(`This job token is not accepted: ${why}`);
  };
}

async function keySet(issuer: string, fetchJson: FetchJson): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const { customFetch } = await import('jose');
  const about = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const uri = typeof about === 'object' && about !== null && 'jwks_uri' in about ? about.jwks_uri : undefined;
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw refused('The issuer does not publish its keys.');
  return createRemoteJWKSet(new URL(uri), {
    [customFetch]: async (url: string) => Response.json(await fetchJson(url)),
  });
}

function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function fits(payload: JWTPayload, { claims }: TrustRow): boolean {
  return Object.entries(claims).every(([name, pattern]) => {
    const value = payload[name];
    return (typeof value === 'string' || typeof value === 'number') && wildcard(pattern)(String(value));
  });
}

function callerOf(payload: JWTPayload, trust: TrustRow): Caller {
  const claims: Record<string, string> = {};
  for (const name of KEPT) {
    const value = payload[name];
    if (typeof value === 'string' || typeof value === 'number') claims[name] = String(value).slice(0, 500);
  }
  const where = claims.repository ?? claims.project_path ?? claims.sub ?? trust.name;
  return {
    kind: 'machine',
    actor: { kind: 'ci', id: `${trust.id} ${claims.sub ?? ''}`, name: where },
    grant: { organization: trust.organization, verbs: trust.verbs, systems: trust.systems },
    claims: { ...claims, trust: trust.id },
  };
}

function refused(why: string): Refusal {
  return new Refusal('unauthenticated', why, {}, 'See what the organization trusts: assay trust');
}
