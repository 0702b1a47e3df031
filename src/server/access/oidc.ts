import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from 'openid-client';
import { z } from 'zod';
import type { Instant } from '../../records/instant.ts';
import type { GroupMapping } from './group-mapping.ts';
import { logoutTokens } from './logout-token.ts';

/** A provider of identities (OpenID Connect), as the operator set it up. */
export interface Provider {
  /** In addresses, and what sessions say that they began by. */
  id: string;
  /** For people. */
  name: string;
  issuer: string;
  clientId: string;
  /** None of a public client: PKCE alone proves that it is the same one. */
  clientSecret: string | undefined;
  scopes: readonly string[];
  groups: GroupMapping | undefined;
}

/** Whom a provider vouches for. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  email: string | undefined;
  groups: readonly string[];
  /** When the provider asked them for a proof, where it says so. */
  authenticated: Instant | undefined;
  /** What the provider calls its session with them, where it says so. */
  sid: string | undefined;
}

/** What is kept in the browser, sealed, until it comes back from the provider. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
}

/** Whose sessions are over: one that the provider names, or all of a subject's that it began. */
export interface SignedOut {
  subject: string | undefined;
  sid: string | undefined;
  issued: Instant;
}

/** Sign-in with providers: authorization code, PKCE, state and nonce. All reject for whatever a provider does. */
export interface Oidc {
  /**
   * @param redirect where the provider sends the browser back to
   * @param anew whether the provider has to ask for a proof, also of somebody whom it knows already
   */
  begin(provider: Provider, redirect: URL, anew?: boolean): Promise<{ to: URL; begun: Begun }>;
  /** @param came the address that the browser came back to, with what the provider said */
  complete(provider: Provider, came: URL, begun: Begun): Promise<Identity>;
  /**
   * What a provider says of somebody who signed out there (OpenID Connect Back-Channel Logout 1.0, 2.6).
   * @param token each serves once
   */
  signedOut(provider: Provider, token: string): Promise<SignedOut>;
}

/** Seconds until a provider counts as gone. */
const TIMEOUT = 10;
/** Seconds by which a provider's clock may be wrong. */
const TOLERANCE = 30;
/** How long a provider's description of itself is believed, in milliseconds. */
const FRESH = 3_600_000;

const Text = z.string().trim().min(1);
/** OpenID Connect Core, 2: at most 255 characters. */
const Subject = z.string().regex(/^[^\p{C}]{1,255}$/u);
const Email = z.email().max(254);
/** Seconds since 1970, as an instant. */
const Seconds = z
  .number()
  .nonnegative()
  .transform((seconds) => Math.round(seconds * 1_000));

/*
 * openid-client brings its own fetch. It goes to addresses that the operator configured, and to those that such a
 * provider names itself; nothing that a visitor sends decides where. So it needs no outbound of ours.
 */
export function oidc(now: () => Instant): Oidc {
  const verified = logoutTokens(now);
  const known = new Map<string, { since: Instant; metadata: Promise<ServerMetadata> }>();

  /** Asked for when it is needed: a provider that is down keeps nobody else from signing in. */
  function metadataOf(provider: Provider): Promise<ServerMetadata> {
    const before = known.get(provider.id);
    if (before && now() - before.since < FRESH) return before.metadata;
    const { issuer, clientId } = provider;
    const execute = isPlain(issuer) ? [allowInsecureRequests] : [];
    const metadata = discovery(new URL(issuer), clientId, undefined, None(), {
      timeout: TIMEOUT,
      execute,
    }).then((found) => found.serverMetadata());
    known.set(provider.id, { since: now(), metadata });
    // A provider that could not be reached is asked again by the next sign-in.
    metadata.catch(() => known.delete(provider.id));
    return metadata;
  }

  /** Made anew for each sign-in, so that keys are too: none is believed that the provider took back. */
  async function configured(provider: Provider): Promise<Configuration> {
    const metadata = await metadataOf(provider);
    // The library has a clock of its own.
    const skew = { [clockSkew]: Math.round((now() - Date.now()) / 1_000) };
    const config = new Configuration(metadata, provider.clientId, skew, clientAuth(provider, metadata));
    config.timeout = TIMEOUT;
    if (isPlain(provider.issuer)) allowInsecureRequests(config);
    // The identity's signature is checked although it came straight from the provider: one thing less to trust.
    enableNonRepudiationChecks(config);
    return config;
  }

  return {
    async begin(provider, redirect, anew = false) {
      const config = await configured(provider);
      const begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const to = buildAuthorizationUrl(config, {
        redirect_uri: redirect.href,
        scope: [...new Set(['openid', ...provider.scopes])].join(' '),
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        // Who is asked for an age has to say when it was. (OpenID Connect Core, 2: auth_time)
        ...(anew && { prompt: 'login', max_age: '0' }),
      });
      return { to, begun };
    },

    async complete(provider, came, { state, nonce, verifier }) {
      const config = await configured(provider);
      const tokens = await authorizationCodeGrant(config, came, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      if (claims.iat > now() / 1_000 + TOLERANCE) throw new Error('the ID token is from the future');
      const enough = claims.name !== undefined && (!provider.groups || provider.groups.claim in claims);
      const more =
        !enough && config.serverMetadata().userinfo_endpoint !== undefined
          ? await fetchUserInfo(config, tokens.access_token, claims.sub)
          : {};
      return identityOf({ ...more, ...claims }, provider);
    },

    async signedOut(provider, token) {
      const { jwks_uri } = await metadataOf(provider);
      if (jwks_uri === undefined) throw new Error('the provider does not publish its keys');
      return verified(provider, jwks_uri, token);
    },
  };
}

function identityOf(
  claims: Readonly<Record<string, unknown>> & { iss: string; sub: string },
  provider: Provider,
): Identity {
  const email = claims['email_verified'] === false ? undefined : Email.safeParse(claims['email']).data;
  const name = [claims['name'], claims['preferred_username'], claims['nickname'], email]
    .map((said) => Text.safeParse(said).data)
    .find((said) => said !== undefined);
  const subject = Subject.parse(claims.sub);
  return {
    issuer: claims.iss,
    subject,
    name: (name ?? subject).replace(/\p{C}/gu, ' ').slice(0, 200),
    email,
    groups: provider.groups ? groupsIn(claims, provider.groups.claim) : [],
    authenticated: Seconds.safeParse(claims['auth_time']).data,
    sid: Subject.safeParse(claims['sid']).data,
  };
}

function groupsIn(claims: Readonly<Record<string, unknown>>, claim: string): string[] {
  const said = claims[claim];
  const elsewhere = claims['_claim_names'];
  // Microsoft Entra ID: somebody in very many groups. They must not be taken for somebody in none.
  if (said === undefined && typeof elsewhere === 'object' && elsewhere !== null && claim in elsewhere)
    throw new Error(`the provider says the claim ${claim} elsewhere; let it send assigned groups only`);
  const list: unknown[] = Array.isArray(said) ? said : [said];
  return list.filter((each) => typeof each === 'string');
}

/** The default of OpenID Connect where the provider takes it (Core 1.0, 9), else the secret in the body. */
function clientAuth({ clientSecret }: Provider, metadata: ServerMetadata): ClientAuth {
  if (clientSecret === undefined) return None();
  const taken = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return taken.includes('client_secret_basic')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
}

/** Whether the issuer is on this machine without TLS; settings take no other such. */
function isPlain(issuer: string): boolean {
  return issuer.startsWith('http:');
}

/** Why a sign-in failed, for the log: what went wrong, and nothing of what was sent. */
export function failureText(error: unknown): string {
  if (error instanceof z.ZodError) return 'a claim is of no form that is taken';
  if (!(error instanceof Error)) return 'unknown';
  const code = 'error' in error && typeof error.error === 'string' ? ` (${error.error})` : '';
  const deeper = error.cause instanceof Error ? `: ${failureText(error.cause)}` : '';
  return `${error.message}${code}${deeper}`.slice(0, 500);
}
