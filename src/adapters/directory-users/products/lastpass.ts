import { asInstant, asString, asText } from '../../../formats/schema.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import type { Directory } from '../directory.ts';

/** `getuserdata` of the Enterprise API (LastPass, "Get User Data via LastPass API"). Notes and sites are counts. */
export const lastpass: Directory = {
  wrappers: ['Users'],
  tool: () => 'LastPass',
  knows: (row) => has(row, 'username') && (has(row, 'mpstrength') || has(row, 'last_pw_change')),
  knowsEmpty: (answer) => has(answer, 'Users', 'total', 'count'),
  read(row) {
    const signIn = asString(row.username);
    if (!signIn) return undefined;
    const multifactor = row.multifactor;
    return directoryUser({
      signIn,
      name: asString(row.fullname),
      active: !isSet(row.disabled),
      ...(row.admin !== undefined && { admin: isSet(row.admin) }),
      ...(multifactor !== undefined && { mfa: isSet(multifactor) }),
      created: asInstant(row.created),
      lastUsed: asInstant(row.last_login),
      credentialChanged: asInstant(row.last_pw_change),
    });
  },
};

/** LastPass writes flags as numbers, words or names; what is empty, zero or false is not set. */
function isSet(value: unknown): boolean {
  return !/^(|0|false|none)$/i.test(asText(value) ?? '');
}
