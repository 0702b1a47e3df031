import { asBoolean, asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import { type Directory, fullName } from '../directory.ts';

/** System users (JumpCloud API 1.0, "List all system users"). */
export const jumpcloud: Directory = {
  wrappers: ['results'],
  tool: () => 'JumpCloud',
  knows: (row) =>
    has(row, 'username', 'email') &&
    (has(row, 'unix_uid') ||
      has(row, 'ldap_binding_user') ||
      has(row, 'enable_managed_uid') ||
      has(row, 'totp_enabled', 'activated')),
  read(row) {
    const username = asString(row.username);
    const signIn = asString(row.email) ?? username;
    if (!signIn) return undefined;
    const id = asText(row._id) ?? asText(row.id);
    const state = asString(row.state);
    const idle = state !== undefined ? state !== 'ACTIVATED' : asBoolean(row.activated) === false;
    return directoryUser({
      signIn,
      keys: [
        ...(username?.includes('@') && username !== signIn ? [identityKey(username)] : []),
        ...(id ? [otherKey('jumpcloud', id)] : []),
      ],
      name: asString(row.displayname) ?? fullName(row.firstname, row.lastname),
      // Such users bind to the directory for programs, to search it.
      machine: asBoolean(row.ldap_binding_user),
      active: !idle && asBoolean(row.suspended) !== true,
      mfa: asBoolean(asObject(row.mfa)?.configured) ?? asBoolean(row.totp_enabled),
      created: asInstant(row.created),
      lastUsed: asInstant(row.last_login) ?? asInstant(row.lastLogin),
    });
  },
};
