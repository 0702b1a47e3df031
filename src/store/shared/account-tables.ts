import type { Flag, Maybe } from './columns.ts';

/** People and machines, how they sign in, and what they changed. */
export interface AccountTables {
  person: {
    id: string;
    name: string;
    email: Maybe<string>;
    created: number;
    disabled: Flag;
    password: Maybe<string>;
    totp: Maybe<string>;
    totp_step: number;
    recovery: string;
  };
  identity: { issuer: string; subject: string; person: string; created: number };
  passkey: {
    id: string;
    person: string;
    name: string;
    public_key: string;
    counter: number;
    transports: string;
    created: number;
    used: Maybe<number>;
  };
  session: {
    hash: string;
    person: string;
    by: string;
    agent: string;
    created: number;
    seen: number;
    expires: number;
    proven: number;
    sid: Maybe<string>;
  };
  member: {
    organization: string;
    person: string;
    role: string;
    teams: string;
    created: number;
    mapped: Maybe<string>;
  };
  invitation: {
    organization: string;
    id: string;
    hash: string;
    name: string;
    role: string;
    teams: string;
    by: string;
    created: number;
    expires: number;
  };
  token: {
    organization: string;
    id: string;
    name: string;
    hash: string;
    verbs: string;
    systems: Maybe<string>;
    by: string;
    created: number;
    expires: Maybe<number>;
    used: Maybe<number>;
  };
  trust: {
    organization: string;
    id: string;
    name: string;
    issuer: string;
    audience: string;
    claims: string;
    verbs: string;
    systems: Maybe<string>;
    by: string;
    created: number;
  };
  audit: {
    organization: string;
    id: string;
    at: number;
    actor_kind: string;
    actor: string;
    actor_name: string;
    action: string;
    target: string;
    detail: string;
    address: Maybe<string>;
  };
  /** Who was erased, and what they are called since. */
  erased: { person: string; name: string; at: number };
}
