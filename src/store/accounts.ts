import type { Instant } from '../records/instant.ts';
import type { Page, Paged } from './rows.ts';

/** What a member of an organization may do; see `server/access/roles.ts`. */
export const ROLES = ['viewer', 'auditor', 'contributor', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** What a machine may do. */
export const VERBS = ['import', 'read', 'metrics'] as const;
export type Verb = (typeof VERBS)[number];

/** Someone who signs in; a member of any number of organizations. */
export interface PersonRow {
  id: string;
  name: string;
  /** For people to know each other by, and the name of a local account; never what an identity is linked by. */
  email: string | undefined;
  created: Instant;
  disabled: boolean;
  /** Argon2id, in its own text form; undefined where the person has no local password. */
  password: string | undefined;
  /** The sealed secret of a time-based one-time password (RFC 6238), once it is confirmed. */
  totp: string | undefined;
  /** The last time step that was used: no code counts twice. */
  totpStep: number;
  /** SHA-256 of codes that let in once where the second factor is lost. */
  recovery: readonly string[];
}

/** A person as a provider of identities knows them: by issuer and subject, never by e-mail. */
export interface IdentityRow {
  issuer: string;
  subject: string;
  person: string;
  created: Instant;
}

/** A passkey (WebAuthn). */
export interface PasskeyRow {
  /** Credential id, base64url. */
  id: string;
  person: string;
  name: string;
  /** COSE key, base64url. */
  publicKey: string;
  counter: number;
  transports: readonly string[];
  created: Instant;
  used: Instant | undefined;
}

/** A browser that is signed in. The secret is in its cookie; here is its SHA-256. */
export interface SessionRow {
  hash: string;
  person: string;
  /** How they signed in: `password`, `passkey`, or a provider's id. */
  by: string;
  /** What the browser calls itself, for the list of sessions. */
  agent: string;
  created: Instant;
  seen: Instant;
  expires: Instant;
  /** When they last proved to be who they are. */
  proven: Instant;
  /** What the provider calls the session that it has with them, where it says so. */
  sid?: string | undefined;
}

export interface MemberRow {
  organization: string;
  person: string;
  role: Role;
  /** Ids of the teams that a contributor's reach is. */
  teams: readonly string[];
  created: Instant;
  /** The provider whose groups gave it; it counts in sessions that began with that provider only. */
  mapped?: string | undefined;
}

/** A link that makes whoever opens it a member, once. */
export interface InvitationRow {
  organization: string;
  id: string;
  /** SHA-256 of the link's secret. */
  hash: string;
  /** Whom it is for, as the inviter says. */
  name: string;
  role: Role;
  teams: readonly string[];
  by: string;
  created: Instant;
  expires: Instant;
}

/** A machine's token. */
export interface TokenRow {
  organization: string;
  id: string;
  name: string;
  /** SHA-256 of the whole token. */
  hash: string;
  verbs: readonly Verb[];
  /** Ids of the systems that it may speak of; undefined: any. */
  systems: readonly string[] | undefined;
  by: string;
  created: Instant;
  expires: Instant | undefined;
  used: Instant | undefined;
}

/** Whose job tokens (OpenID Connect) are believed, and what for. */
export interface TrustRow {
  organization: string;
  id: string;
  name: string;
  /** The provider's issuer, e.g. `https://token.actions.githubusercontent.com`. */
  issuer: string;
  audience: string;
  /** What claims must be; `*` matches any run of characters. */
  claims: Readonly<Record<string, string>>;
  verbs: readonly Verb[];
  systems: readonly string[] | undefined;
  by: string;
  created: Instant;
}

/** Who did something: a person, a token, a job of a pipeline, the command line, or Assay itself. */
export interface Actor {
  kind: 'person' | 'token' | 'ci' | 'command-line' | 'webhook' | 'assay';
  id: string;
  name: string;
}

/** What somebody changed; written in the transaction of the change. */
export interface AuditRow {
  id: string;
  at: Instant;
  actor: Actor;
  /** `system.put`, `token.add` …: what it is about, and what was done. */
  action: string;
  /** What it was done to. */
  target: string;
  /** What it became; never a secret. */
  detail: Readonly<Record<string, unknown>>;
  /** The network address that asked, where there is one. */
  address: string | undefined;
}

/** Which rows of the audit log; all where nothing is said. */
export interface AuditFilter {
  /** The id of who did it. */
  actor?: string | undefined;
  action?: string | undefined;
  /** At or after it. */
  from?: Instant | undefined;
  /** Before it. */
  until?: Instant | undefined;
}

/** Reads of people, and of what lets them and machines in. */
export interface AccountReader {
  person(id: string): Promise<PersonRow | undefined>;
  /** Letter case does not matter. */
  personByEmail(email: string): Promise<PersonRow | undefined>;
  identity(issuer: string, subject: string): Promise<IdentityRow | undefined>;
  identities(person: string): Promise<IdentityRow[]>;
  passkey(id: string): Promise<PasskeyRow | undefined>;
  passkeys(person: string): Promise<PasskeyRow[]>;
  session(hash: string): Promise<SessionRow | undefined>;
  sessions(person: string): Promise<SessionRow[]>;
  memberships(person: string): Promise<MemberRow[]>;
  /** By the person's name. */
  members(organization: string): Promise<(MemberRow & { name: string; email: string | undefined })[]>;
  invitation(hash: string): Promise<InvitationRow | undefined>;
  invitations(organization: string): Promise<InvitationRow[]>;
  token(id: string): Promise<TokenRow | undefined>;
  tokens(organization: string): Promise<TokenRow[]>;
  /** Of every organization that believes this issuer. */
  trusts(issuer: string): Promise<TrustRow[]>;
  trustsOf(organization: string): Promise<TrustRow[]>;
  /** Newest first. */
  audit(organization: string, filter: AuditFilter, page: Page): Promise<Paged<AuditRow>>;
  /** Whether somebody owns an organization yet. */
  owned(): Promise<boolean>;
  /** Whether whoever sits at this machine is let in without signing in. */
  alone(): Promise<boolean>;
}

/** Changes to people and to what lets in, in one transaction; none of them changes what levels are made of. */
export interface AccountWriter extends AccountReader {
  putPerson(row: PersonRow): Promise<void>;
  putIdentity(row: IdentityRow): Promise<void>;
  removeIdentity(issuer: string, subject: string): Promise<boolean>;
  putPasskey(row: PasskeyRow): Promise<void>;
  removePasskey(person: string, id: string): Promise<boolean>;
  putSession(row: SessionRow): Promise<void>;
  removeSession(hash: string): Promise<boolean>;
  /** All of a person's but one: after a password, a factor or a role changed. @returns how many */
  removeSessions(person: string, except?: string): Promise<number>;
  /**
   * Those that began with a provider: one that the provider names, or all of a person's that began until then.
   * @returns whose they were
   */
  removeSessionsBy(by: string, of: { sid?: string; person?: string; until: Instant }): Promise<string[]>;
  /** Those that ended before. */
  removeExpired(before: Instant): Promise<void>;
  putMember(row: MemberRow): Promise<void>;
  removeMember(organization: string, person: string): Promise<boolean>;
  putInvitation(row: InvitationRow): Promise<void>;
  removeInvitation(organization: string, id: string): Promise<boolean>;
  putToken(row: TokenRow): Promise<void>;
  removeToken(organization: string, id: string): Promise<boolean>;
  putTrust(row: TrustRow): Promise<void>;
  removeTrust(organization: string, id: string): Promise<boolean>;
  addAudit(organization: string, row: AuditRow): Promise<void>;
  /** Has open pages of the organization read again what they show: its people, or somebody’s own account. */
  raise(organization: string): Promise<void>;
  setAlone(alone: boolean): Promise<void>;
  /**
   * Forgets a person: account, ways to sign in, sessions, memberships. What they did stays, in the audit log and as
   * who made things, under `pseudonym`; of what was done to them stays that it was. @returns false where there is none
   */
  erasePerson(person: string, pseudonym: string, at: Instant): Promise<boolean>;
}
