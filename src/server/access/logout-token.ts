import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Instant } from '../../records/instant.ts';
import type { Provider, SignedOut } from './oidc.ts';
import { once } from './once.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** How old a token may be, and by how much a provider's clock may be wrong, in seconds. */
const OLDEST = 120;
const TOLERANCE = 30;
/** Algorithms of public keys only: with `none` or a shared secret, others could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** How long a provider's keys are believed, in milliseconds. */
const KEYS = 60_000;

const Name = z.string().min(1).max(255);
const Claims = z
  .object({
    iat: z.number(),
    jti: z.string().min(1).max(500),
    sub: Name.optional(),
    sid: Name.optional(),
    events: z.object({ [EVENT]: z.looseObject({}) }),
    // An ID token must not be taken for a logout token.
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined, 'It names nobody.');

/**
 * Verifies logout tokens: signed by the provider, for this client, of now, for the first time, about somebody
 * (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6). Like openid-client, jose asks for keys where the provider
 * that the operator configured says that they are. Rejects for whatever does not hold.
 */
export function logoutTokens(now: () => Instant) {
  const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
  const serves = once((OLDEST + 2 * TOLERANCE) * 1_000);

  return async (provider: Provider, keysAt: string, token: string): Promise<SignedOut> => {
    const set = keys.get(keysAt) ?? createRemoteJWKSet(new URL(keysAt), { cacheMaxAge: KEYS });
    keys.set(keysAt, set);
    const { payload } = await jwtVerify(token, set, {
      issuer: provider.issuer,
      audience: provider.clientId,
      algorithms: ALGORITHMS,
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: OLDEST,
      clockTolerance: TOLERANCE,
      currentDate: new Date(now()),
    });
    const { iat, jti, sub, sid } = Claims.parse(payload);
    const at = now();
    if (!serves(`${provider.id} ${jti}`, Math.min(iat * 1_000, at), at))
      throw new Error('this logout token was used before');
    return { subject: sub, sid, issued: (iat + TOLERANCE) * 1_000 };
  };
}
