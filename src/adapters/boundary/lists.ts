import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { identityKey, type Key, otherKey } from '../../records/key.ts';
import type { Identity, Reading } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { has, type Product } from '../shared/products.ts';

/** One of the things that Boundary lists or logs. */
export interface List extends Product {
  readonly what: 'users' | 'sessions' | 'events';
  /** Undefined where the row is none; `aside` where it says nothing of access. */
  read(row: Members): Reading | 'aside' | undefined;
}

/** Users that Boundary makes itself: anyone, anyone who signed in, and whoever recovers it. */
const BUILT_IN = /^u_(anon|auth|recovery)$/;

/** `boundary users list -format json` (Boundary API, "Users"). */
const users: List = {
  what: 'users',
  wrappers: ['items', 'item'],
  knows: (row) => /^u_\w+$/.test(asString(row.id) ?? '') && has(row, 'scope_id'),
  read: (row) => (BUILT_IN.test(asString(row.id) ?? '') ? 'aside' : user(row)),
};

function user(row: Members): Identity | undefined {
  const id = asString(row.id);
  if (!id) return undefined;
  const mail = asString(row.email);
  const signIn = mail ?? asString(row.login_name);
  const account = asString(row.primary_account_id) ?? '';
  const created = asInstant(row.created_time);
  const keys: Key[] = [otherKey('boundary', id)];
  if (signIn?.includes('@')) keys.push(identityKey(signIn));
  return {
    kind: 'identity',
    keys,
    name: asString(row.full_name) ?? asString(row.name) ?? signIn ?? id,
    type: 'person',
    // The account through which one signs in says whose it is: OIDC and LDAP ask a directory.
    central: /^acct(oidc|ldap)_/.test(account),
    active: true,
    ...(created !== undefined && { created }),
  };
}

/** `boundary sessions list -format json` (Boundary API, "Sessions"). */
const sessions: List = {
  what: 'sessions',
  wrappers: ['items', 'item'],
  knows: (row) => /^s_\w+$/.test(asString(row.id) ?? '') && has(row, 'target_id', 'user_id'),
  read(row) {
    const at = asInstant(row.created_time);
    const id = asString(row.id);
    if (at === undefined || !id) return undefined;
    const by = asString(row.user_id);
    const target = asString(row.target_id);
    return {
      kind: 'event',
      type: 'access',
      aspect: 'access',
      at,
      title: `Boundary session${target ? ` to ${target}` : ''}`,
      ...(by && { resource: { type: 'identity', keys: [otherKey('boundary', by)] } }),
      reference: id,
    };
  },
};

/**
 * Audit events in CloudEvents (Boundary documentation, "Event logging"). What was asked and answered is in
 * `details`, which is never read; of the path only its collection is kept.
 */
const events: List = {
  what: 'events',
  wrappers: [],
  knows: (row) =>
    has(row, 'specversion', 'source') &&
    (/boundary/i.test(asString(row.source) ?? '') ||
      /^v0\.1$/.test(asString(asObject(row.data)?.version) ?? '')) &&
    asObject(row.data) !== undefined,
  read(row) {
    if (row.type !== 'audit') return 'aside';
    const data = asObject(row.data);
    const at = asInstant(row.time) ?? asInstant(data?.timestamp);
    const request = asObject(data?.request_info);
    if (at === undefined || !data) return undefined;
    const by = asString(asObject(asObject(data.auth)?.user_info)?.id);
    const method = asString(request?.method) ?? 'request';
    const collection = /^\/v1\/([a-z-]+)/.exec(asString(request?.path) ?? '')?.[1];
    const id = asString(data.id) ?? asString(row.id);
    return {
      kind: 'event',
      type: 'access',
      aspect: 'access',
      at,
      title: oneLine(`Boundary: ${method}${collection ? ` ${collection}` : ''}`, 120),
      ...(by && { resource: { type: 'identity', keys: [otherKey('boundary', by)] } }),
      ...(id && { reference: id }),
    };
  },
};

export const LISTS: readonly List[] = [events, users, sessions];
