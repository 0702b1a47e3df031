import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { CLIENT, closed, listening } from './identity-provider.ts';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export interface FakeIssuer {
  issuer: string;
  /** The key whose public half is published. */
  key: Key;
  /** What the next token endpoint's answer holds as ID token. */
  idToken: string;
  /** What the description of itself says beside what is needed. */
  metadata: Record<string, unknown>;
  /** Whether it answers at all. */
  up: boolean;
  /** Requests for its description. */
  asked: number;
  /** Claims that are right, for this nonce. */
  claims(nonce: string, more?: JWTPayload): JWTPayload;
  sign(claims: JWTPayload, key?: Key, typ?: string): Promise<string>;
  close(): Promise<void>;
}

/** An issuer that says whatever a test makes it say. */
export async function fakeIssuer(now: () => number): Promise<FakeIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'one' }];
  const server = createServer((request, response) => {
    if (!self.up) return response.writeHead(503).end();
    const at = (path: string) => `${self.issuer}${path}`;
    const token = { access_token: 'x', token_type: 'Bearer', id_token: self.idToken };
    const about = {
      issuer: self.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      jwks_uri: at('/keys'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
      ...self.metadata,
    };
    if (request.url?.startsWith('/.well-known/')) self.asked += 1;
    const answer = request.url === '/token' ? token : request.url === '/keys' ? { keys } : about;
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const self: FakeIssuer = {
    issuer: await listening(server),
    key: privateKey,
    idToken: '',
    metadata: {},
    up: true,
    asked: 0,
    claims(nonce, more = {}) {
      const at = Math.floor(now() / 1_000);
      return {
        iss: self.issuer,
        aud: CLIENT.id,
        sub: 'eve',
        name: 'Eve',
        nonce,
        iat: at,
        exp: at + 300,
        ...more,
      };
    },
    sign: (claims, key = privateKey, typ = 'JWT') =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one', typ }).sign(key),
    close: () => closed(server),
  };
  return self;
}
