import { asBoolean, asInstant, asObject, asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import { type Directory, fullName } from '../directory.ts';

/** Users (Google Workspace Admin SDK, Directory API, "users.list"). */
export const google: Directory = {
  wrappers: ['users'],
  tool: () => 'Google Workspace',
  knows: (row) =>
    has(row, 'primaryEmail') && (has(row, 'isAdmin') || has(row, 'kind') || has(row, 'suspended')),
  knowsEmpty: (answer) => answer.kind === 'admin#directory#users',
  read(row) {
    const signIn = asString(row.primaryEmail);
    if (!signIn) return undefined;
    const id = asString(row.id);
    const name = asObject(row.name);
    const lastUsed = asInstant(row.lastLoginTime);
    const other = (Array.isArray(row.aliases) ? row.aliases : []).filter(
      (alias) => typeof alias === 'string',
    );
    return directoryUser({
      signIn,
      keys: [...other.map(identityKey), ...(id ? [otherKey('google', id)] : [])],
      name: asString(name?.fullName) ?? fullName(name?.givenName, name?.familyName),
      active: asBoolean(row.suspended) !== true && asBoolean(row.archived) !== true,
      admin: asBoolean(row.isAdmin) === true || asBoolean(row.isDelegatedAdmin) === true,
      mfa: asBoolean(row.isEnrolledIn2Sv),
      created: asInstant(row.creationTime),
      // Google writes the year 1970 where nobody ever signed in.
      lastUsed: lastUsed === undefined || lastUsed <= 0 ? undefined : lastUsed,
    });
  },
};
