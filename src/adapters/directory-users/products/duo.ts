import { asBoolean, asInstant, asString, type Members } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import { type Directory, fullName } from '../directory.ts';

/** Users and administrators (Duo Admin API, "Retrieve Users", "Retrieve Administrators"). */
export const duo: Directory = {
  wrappers: ['response'],
  tool: () => 'Duo',
  knows: (row) =>
    (has(row, 'user_id', 'username') && (has(row, 'is_enrolled') || has(row, 'realname', 'status'))) ||
    has(row, 'admin_id', 'email', 'role'),
  read: (row) => ('admin_id' in row ? administrator(row) : user(row)),
};

function user(row: Members) {
  const username = asString(row.username);
  const signIn = asString(row.email) ?? username;
  if (!signIn) return undefined;
  const id = asString(row.user_id);
  const status = asString(row.status)?.toLowerCase() ?? 'active';
  const enrolled = asBoolean(row.is_enrolled);
  return directoryUser({
    signIn,
    keys: [
      ...(username?.includes('@') && username !== signIn ? [identityKey(username)] : []),
      ...(id ? [otherKey('duo', id)] : []),
    ],
    name: asString(row.realname) ?? fullName(row.firstname, row.lastname),
    active: status !== 'disabled' && !status.includes('deletion'),
    // Whoever bypasses Duo signs in without it, enrolled or not.
    mfa: status === 'bypass' ? false : enrolled,
    created: asInstant(row.created, 'seconds'),
    lastUsed: asInstant(row.last_login, 'seconds'),
  });
}

function administrator(row: Members) {
  const signIn = asString(row.email);
  if (!signIn) return undefined;
  const id = asString(row.admin_id);
  const status = asString(row.status)?.toLowerCase() ?? 'active';
  return directoryUser({
    signIn,
    keys: id ? [otherKey('duo', id)] : [],
    name: asString(row.name),
    active: status === 'active',
    admin: true,
    lastUsed: asInstant(row.last_login, 'seconds'),
    created: asInstant(row.created, 'seconds'),
  });
}
