import { asInstant, asInteger, asString, asText } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import { type Directory, fullName } from '../directory.ts';

/** `status`: 0 unactivated, 2 suspended, 7 password pending; the others can sign in, once unlocked or reset. */
const INACTIVE = new Set([0, 2, 7]);

/** Users API, versions 2 (a bare list) and 1 (in `data`) (OneLogin developer documentation, "User resource"). */
export const onelogin: Directory = {
  wrappers: ['data'],
  tool: () => 'OneLogin',
  knows: (row) =>
    has(row, 'username', 'email', 'status') &&
    (has(row, 'activated_at') || has(row, 'invalid_login_attempts') || has(row, 'directory_id')),
  read(row) {
    const username = asString(row.username);
    const signIn = asString(row.email) ?? username;
    if (!signIn) return undefined;
    const id = asText(row.id);
    return directoryUser({
      signIn,
      keys: [
        ...(username?.includes('@') && username !== signIn ? [identityKey(username)] : []),
        ...(id ? [otherKey('onelogin', id)] : []),
      ],
      name: fullName(row.firstname, row.lastname),
      active: !INACTIVE.has(asInteger(row.status) ?? 1),
      created: asInstant(row.created_at),
      lastUsed: asInstant(row.last_login),
      credentialChanged: asInstant(row.password_changed_at),
    });
  },
};
