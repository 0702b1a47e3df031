import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider as OidcProvider } from 'oidc-provider';

export const CLIENT = { id: 'assay', secret: 'a secret of the client, long enough for anything' };

/** Whom a provider knows, by subject. */
export type Accounts = Record<string, { name: string; email?: string; groups?: string[] }>;

export interface IdentityProvider {
  issuer: string;
  accounts: Accounts;
  /** Who sits at the browser. */
  who: string;
  /** Goes through the provider as a browser does. @returns the address that it sends the browser back to */
  go(to: string): Promise<URL>;
  /** From now on it signs with another key, and no longer publishes the one before. */
  rotate(): Promise<void>;
  /** Tells the client that somebody signed out, as a sign-out there does. @returns the status of its answer */
  signOut(subject: string, sid: string): Promise<number>;
  /** How the client is told; over the network where a test does not catch it. */
  tell: typeof fetch;
  close(): Promise<void>;
}

/** A real OpenID Connect provider (oidc-provider) on loopback, whose sign-in page lets `who` in at once. */
export async function identityProvider(back: string, accounts: Accounts): Promise<IdentityProvider> {
  let provider: OidcProvider;
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: self.who } });
  });
  const issuer = await listening(server);
  const self: IdentityProvider = {
    issuer,
    accounts,
    who: Object.keys(accounts)[0] ?? '',
    go: (to) => followed(to, back),
    async rotate() {
      provider = await made(issuer, back, accounts, (...asked) => self.tell(...asked));
    },
    async signOut(subject, sid) {
      let status = 0;
      const before = self.tell;
      self.tell = async (...asked) => {
        const answer = await before(...asked);
        status = answer.status;
        return answer;
      };
      // The types leave this method out.
      const client = (await provider.Client.find(CLIENT.id)) as unknown as Told;
      await client.backchannelLogout(subject, sid).finally(() => {
        self.tell = before;
      });
      return status;
    },
    tell: (...asked) => fetch(...asked),
    close: () => closed(server),
  };
  await self.rotate();
  return self;
}

interface Told {
  backchannelLogout(subject: string, sid: string): Promise<void>;
}

async function made(
  issuer: string,
  back: string,
  accounts: Accounts,
  tell: typeof fetch,
): Promise<OidcProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = Math.random().toString(36).slice(2);
  return new OidcProvider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [back],
        backchannel_logout_uri: back.replace(/callback$/, 'signed-out'),
        backchannel_logout_session_required: true,
      },
    ],
    fetch: tell,
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid }] },
    cookies: { keys: ['a key for cookies'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts[sub] }) }),
    // Nobody is asked whether Assay may know their name.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT.id,
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
}

/** Follows redirects with the provider's own cookies until they lead back. */
async function followed(to: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = to;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    const next = new URL(location, at);
    if (next.href.startsWith(back)) return next;
    at = next.href;
  }
  throw new Error('it leads nowhere');
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
