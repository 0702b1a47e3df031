import { asInstant, asInteger, asObject, asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog } from '../log.ts';

/** Sign-ins and directory audits (Microsoft Graph REST API, "signIn", "directoryAudit"). */
export const entra: AccessLog = {
  id: 'entra-sign-ins',
  title: 'Microsoft Entra ID log',
  wrappers: ['value'],
  knows: (row) =>
    has(row, 'createdDateTime', 'userPrincipalName', 'appDisplayName') ||
    has(row, 'activityDateTime', 'activityDisplayName', 'initiatedBy'),
  read(row) {
    const user = asObject(asObject(row.initiatedBy)?.user) ?? row;
    const principal = asString(user.userPrincipalName);
    const id = asString(user === row ? row.userId : user.id);
    const error = asInteger(asObject(row.status)?.errorCode);
    return {
      what: asString(row.activityDisplayName) ?? 'sign-in',
      at: asInstant(row.createdDateTime) ?? asInstant(row.activityDateTime),
      who: [
        ...(principal ? [identityKey(principal)] : []),
        ...(id ? [otherKey('entra', id.toLowerCase())] : []),
      ],
      outcome:
        asString(row.result) ?? (error === undefined ? undefined : error === 0 ? 'success' : 'failure'),
      reference: asString(row.id),
    };
  },
};
