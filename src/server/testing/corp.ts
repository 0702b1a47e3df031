import { OWN } from '../../intake/organization.ts';
import type { MemberRow, Role } from '../../store/accounts.ts';
import { newSecret, secretHash } from '../access/secret.ts';
import { type Browser, browser, ORIGIN } from './browser.ts';
import { CLIENT, type IdentityProvider, identityProvider } from './identity-provider.ts';
import { recordingLog } from './recording-log.ts';
import { NOW, type Stage, stage } from './stage.ts';

export const BACK = `${ORIGIN}/api/v1/sign-in/corp/callback`;
const MAP: readonly { group: string; role: Role; teams: string[] }[] = [
  { group: 'all', role: 'viewer', teams: [] },
  { group: 'payments', role: 'contributor', teams: ['payments'] },
  { group: 'orders', role: 'contributor', teams: ['orders', 'gone'] },
  { group: 'leads', role: 'admin', teams: [] },
  { group: 'owners', role: 'owner', teams: [] },
];

/** A server whose people sign in with a real provider: Ann and Ben by a group, Cat by an invitation only. */
export interface Corp {
  on: Stage;
  idp: IdentityProvider;
  /** What the server's log said. */
  lines: string[];
  /** Signs in as somebody. @returns where it ended */
  signIn(who: string, query?: string, using?: Browser): Promise<{ end: string; using: Browser }>;
  /** Accepts an invitation by signing in as somebody. @returns where it ended */
  join(who: string, invitation: string): Promise<{ end: string; using: Browser }>;
  /** Goes to the provider and back, as somebody. @param to where the server sent the browser @returns where it ended */
  through(who: string, to: string, using: Browser): Promise<string>;
  /** The membership of whom the provider knows by this subject. */
  membership(subject: string): Promise<MemberRow | undefined>;
  /** @param days until it is over @returns the secret of its link */
  invite(role?: Role, organization?: string, days?: number): Promise<string>;
  /** What the audit log holds, sorted. */
  actions(): Promise<string[]>;
  close(): Promise<void>;
}

export async function corp(): Promise<Corp> {
  const { logging, lines } = recordingLog();
  const idp = await identityProvider(BACK, {
    ann: { name: 'Ann', email: 'ann@example.org', groups: ['all'] },
    ben: { name: 'Ben', email: 'ann@example.org', groups: ['all'] },
    cat: { name: 'Cat', email: 'cat@example.org', groups: [] },
  });
  const { issuer } = idp;
  const scopes = ['openid', 'profile', 'email', 'groups'];
  const client = { clientId: CLIENT.id, clientSecret: CLIENT.secret };
  const groups = { claim: 'groups', organization: OWN, map: MAP };
  const on = await stage({
    logging,
    providers: [{ id: 'corp', name: 'Corp', issuer, ...client, scopes, groups }],
  });
  // The provider has a clock of its own.
  on.pass(Date.now() - NOW);
  await on.store.write(OWN, async (writer) => {
    for (const id of ['payments', 'orders']) await writer.putTeam({ id, name: id });
  });

  async function through(who: string, to: string, using: Browser): Promise<string> {
    idp.who = who;
    const came = await idp.go(to);
    return (await using.get(`${came.pathname}${came.search}`)).location;
  }

  return {
    on,
    idp,
    lines,
    through,
    async signIn(who, query = '', using = browser(on)) {
      const { location } = await using.get(`/api/v1/sign-in/corp${query}`);
      return { end: await through(who, location, using), using };
    },
    async join(who, invitation) {
      const using = browser(on);
      const { body } = await using.send('POST', '/api/v1/sign-in/corp', { invitation });
      // What the API answers is held to its schema elsewhere.
      return { end: await through(who, (body as { to: string }).to, using), using };
    },
    async membership(subject) {
      const read = on.store.accounts();
      const identity = await read.identity(issuer, subject);
      return identity && (await read.memberships(identity.person))[0];
    },
    async invite(role = 'viewer', organization = OWN, days = 1) {
      const secret = newSecret();
      const at = Date.now();
      const id = secret.slice(0, 8);
      const row = { organization, id, hash: secretHash(secret), name: 'x', role, teams: [], by: 'x' };
      await on.store.writeAccounts((writer) =>
        writer.putInvitation({ ...row, created: at, expires: at + days * 86_400_000 }),
      );
      return secret;
    },
    async actions() {
      const { rows } = await on.store.accounts().audit(OWN, {}, { limit: 50 });
      return rows.map(({ action }) => action).sort();
    },
    async close() {
      await on.close();
      await idp.close();
    },
  };
}

/** Who is signed in on a browser, as the server says. */
export async function session(using: Browser) {
  const { body } = await using.get('/api/v1/session');
  // What the API answers is held to its schema elsewhere.
  return body as { state: string; person: { id: string; name: string; email: string | null } | null };
}
