import { asObject, asString, type Members } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';

/** Ways in that Vault itself keeps passwords for. */
const LOCAL = /^(userpass|radius)$/;

/** One mount: a way in (its accessor begins with `auth_`) or an engine of secrets. */
export function* mount(path: string, value: Members): Generator<Reading> {
  const accessor = asString(value.accessor) ?? path;
  const type = asString(value.type) ?? 'unknown';
  const isAuth = accessor.startsWith('auth_');
  const of: ResourceRef = {
    type: 'other',
    keys: [otherKey('vault-mount', accessor)],
    name: isAuth ? `auth/${path}` : path,
  };
  yield { kind: 'resource', ...of, tags: { type } };
  if (isAuth && type !== 'token' && type !== 'ns_token') {
    yield tested(
      'access',
      { id: 'vault-auth-not-local', title: 'Vault keeps no passwords of people itself' },
      !LOCAL.test(type),
      of,
    );
  }
  if (!isAuth && type === 'kv') {
    const version = asString(asObject(value.options)?.version) ?? '1';
    yield tested(
      'secrets',
      { id: 'vault-kv-versioned', title: 'Former values can be brought back' },
      version === '2',
      of,
    );
  }
}

/** An engine that keeps or makes secrets of ours, not one of Vault's own. */
export function holdsSecrets(value: Members): boolean {
  const isOwn = /^(ns_)?(system|identity|cubbyhole)$/.test(asString(value.type) ?? '');
  return !isOwn && !(asString(value.accessor) ?? '').startsWith('auth_');
}

function tested(
  aspect: 'access' | 'secrets',
  rule: Result['rule'],
  passes: boolean,
  resource: ResourceRef,
): Result {
  return { kind: 'result', aspect, rule, status: passes ? 'pass' : 'fail', severity: 'low', resource };
}
