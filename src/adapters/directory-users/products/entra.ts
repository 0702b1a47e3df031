import { asBoolean, asInstant, asObject, asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has } from '../../shared/products.ts';
import type { Directory } from '../directory.ts';

/**
 * `az ad user list`, before and after its move to Microsoft Graph, Graph's own `users`, and its report of who
 * registered for MFA (Microsoft Graph REST API, "user resource type", "userRegistrationDetails").
 */
export const entra: Directory = {
  wrappers: ['value'],
  tool: () => 'Microsoft Entra ID',
  knows: (row) =>
    has(row, 'userPrincipalName') &&
    (has(row, 'displayName') || has(row, 'isMfaRegistered') || has(row, 'accountEnabled')) &&
    !has(row, 'appDisplayName'),
  knowsEmpty: (answer) => /\$metadata#users\b/.test(asString(answer['@odata.context']) ?? ''),
  read(row) {
    const principal = asString(row.userPrincipalName);
    const signIn = asString(row.mail) ?? principal;
    if (!signIn) return undefined;
    const id = asString(row.id) ?? asString(row.objectId);
    return directoryUser({
      signIn,
      keys: [
        ...(principal && principal !== signIn ? [identityKey(principal)] : []),
        ...(id ? [otherKey('entra', id.toLowerCase())] : []),
      ],
      name: asString(row.displayName) ?? asString(row.userDisplayName),
      active: asBoolean(row.accountEnabled) ?? true,
      admin: asBoolean(row.isAdmin),
      mfa: asBoolean(row.isMfaRegistered),
      created: asInstant(row.createdDateTime),
      lastUsed: asInstant(asObject(row.signInActivity)?.lastSignInDateTime),
      credentialChanged: asInstant(row.lastPasswordChangeDateTime),
    });
  },
};
