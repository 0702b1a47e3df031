import type {
  AuditRow,
  InvitationRow,
  MemberRow,
  PasskeyRow,
  PersonRow,
  Role,
  SessionRow,
  TokenRow,
  TrustRow,
  Verb,
} from '../../accounts.ts';
import { flag } from '../rows.ts';
import type { Tables } from '../tables.ts';
import { jsonText as json, cleanText as text } from '../text.ts';

/*
 * Between people, tokens and audit rows as the store speaks them and rows as the tables hold them. What is read
 * was written here, so its words are of the types that were written: the `as` below say so once.
 */

type Row<Table extends keyof Tables> = Tables[Table];

const known = <T>(value: T | null): T | undefined => (value === null ? undefined : value);
const maybe = (value: string | undefined): string | null => (value === undefined ? null : text(value));
const list = <T extends string>(value: string): T[] => JSON.parse(value) as T[];

export function personIn(row: PersonRow): Row<'person'> {
  return {
    id: text(row.id),
    name: text(row.name),
    email: maybe(row.email),
    created: row.created,
    disabled: flag(row.disabled),
    password: maybe(row.password),
    totp: maybe(row.totp),
    totp_step: row.totpStep,
    recovery: json(row.recovery),
  };
}
export function personOut(row: Row<'person'>): PersonRow {
  return {
    id: row.id,
    name: row.name,
    email: known(row.email),
    created: row.created,
    disabled: row.disabled === 1,
    password: known(row.password),
    totp: known(row.totp),
    totpStep: row.totp_step,
    recovery: list(row.recovery),
  };
}

export function passkeyIn(row: PasskeyRow): Row<'passkey'> {
  return {
    id: text(row.id),
    person: text(row.person),
    name: text(row.name),
    public_key: text(row.publicKey),
    counter: row.counter,
    transports: json(row.transports),
    created: row.created,
    used: row.used ?? null,
  };
}
export function passkeyOut(row: Row<'passkey'>): PasskeyRow {
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    transports: list(row.transports),
    created: row.created,
    used: known(row.used),
  };
}

export function sessionIn(row: SessionRow): Row<'session'> {
  return { ...row, agent: text(row.agent), by: text(row.by), sid: maybe(row.sid) };
}
export function sessionOut(row: Row<'session'>): SessionRow {
  return { ...row, sid: known(row.sid) };
}

export function memberIn(row: MemberRow): Row<'member'> {
  return {
    organization: text(row.organization),
    person: text(row.person),
    role: row.role,
    teams: json(row.teams),
    created: row.created,
    mapped: maybe(row.mapped),
  };
}
export function memberOut(row: Row<'member'>): MemberRow {
  return {
    organization: row.organization,
    person: row.person,
    role: row.role as Role,
    teams: list(row.teams),
    created: row.created,
    mapped: known(row.mapped),
  };
}

export function invitationIn(row: InvitationRow): Row<'invitation'> {
  return {
    organization: text(row.organization),
    id: text(row.id),
    hash: text(row.hash),
    name: text(row.name),
    role: row.role,
    teams: json(row.teams),
    by: text(row.by),
    created: row.created,
    expires: row.expires,
  };
}
export function invitationOut(row: Row<'invitation'>): InvitationRow {
  return { ...row, role: row.role as Role, teams: list(row.teams) };
}

export function tokenIn(row: TokenRow): Row<'token'> {
  return {
    organization: text(row.organization),
    id: text(row.id),
    name: text(row.name),
    hash: text(row.hash),
    verbs: json(row.verbs),
    systems: row.systems === undefined ? null : json(row.systems),
    by: text(row.by),
    created: row.created,
    expires: row.expires ?? null,
    used: row.used ?? null,
  };
}
export function tokenOut(row: Row<'token'>): TokenRow {
  return {
    ...row,
    verbs: list<Verb>(row.verbs),
    systems: row.systems === null ? undefined : list(row.systems),
    expires: known(row.expires),
    used: known(row.used),
  };
}

export function trustIn(row: TrustRow): Row<'trust'> {
  return {
    organization: text(row.organization),
    id: text(row.id),
    name: text(row.name),
    issuer: text(row.issuer),
    audience: text(row.audience),
    claims: json(row.claims),
    verbs: json(row.verbs),
    systems: row.systems === undefined ? null : json(row.systems),
    by: text(row.by),
    created: row.created,
  };
}
export function trustOut(row: Row<'trust'>): TrustRow {
  return {
    ...row,
    claims: JSON.parse(row.claims) as Record<string, string>,
    verbs: list<Verb>(row.verbs),
    systems: row.systems === null ? undefined : list(row.systems),
  };
}

export function auditIn(organization: string, row: AuditRow): Row<'audit'> {
  return {
    organization,
    id: text(row.id),
    at: row.at,
    actor_kind: row.actor.kind,
    actor: text(row.actor.id),
    actor_name: text(row.actor.name),
    action: text(row.action),
    target: text(row.target),
    detail: json(row.detail),
    address: maybe(row.address),
  };
}
export function auditOut(row: Row<'audit'>): AuditRow {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind as AuditRow['actor']['kind'], id: row.actor, name: row.actor_name },
    action: row.action,
    target: row.target,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    address: known(row.address),
  };
}
