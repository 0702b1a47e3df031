import { asInstant, asObject, asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { type Directory, fullName } from '../directory.ts';

/** States in which nobody can sign in. */
const INACTIVE = /^(STAGED|SUSPENDED|DEPROVISIONED)$/;

/** Users API (Okta developer documentation, "List all users"). `credentials` is never read. */
export const okta: Directory = {
  wrappers: [],
  tool: () => 'Okta',
  knows: (row) => asString(asObject(row.profile)?.login) !== undefined && 'status' in row,
  read(row) {
    const profile = asObject(row.profile);
    const login = asString(profile?.login);
    const signIn = asString(profile?.email) ?? login;
    if (!signIn) return undefined;
    const id = asString(row.id);
    return directoryUser({
      signIn,
      keys: [
        ...(login?.includes('@') && login !== signIn ? [identityKey(login)] : []),
        ...(id ? [otherKey('okta', id)] : []),
      ],
      name: asString(profile?.displayName) ?? fullName(profile?.firstName, profile?.lastName),
      machine: /service|machine|bot/i.test(asString(profile?.userType) ?? ''),
      active: !INACTIVE.test(asString(row.status) ?? ''),
      created: asInstant(row.created),
      lastUsed: asInstant(row.lastLogin),
      credentialChanged: asInstant(row.passwordChanged),
    });
  },
};
