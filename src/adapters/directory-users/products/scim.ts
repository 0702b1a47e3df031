import {
  asBoolean,
  asInstant,
  asObject,
  asString,
  asStrings,
  type Members,
} from '../../../formats/schema.ts';
import { identityKey, type Key, otherKey } from '../../../records/key.ts';
import type { Reading } from '../../../records/record.ts';
import { directoryUser } from '../../shared/directory.ts';
import { objectsOf } from '../../shared/products.ts';
import { type Directory, fullName } from '../directory.ts';

const SAILPOINT = 'urn:ietf:params:scim:schemas:sailpoint:1.0:';

/** SCIM users (RFC 7643, section 4.1; 1.1 core schema), with SailPoint IdentityIQ's extension of them. */
export const scim: Directory = {
  wrappers: ['Resources'],
  tool: (row) =>
    schemasOf(row).some((schema) => schema.startsWith(SAILPOINT)) ? 'SailPoint IdentityIQ' : 'SCIM',
  knows(row) {
    const schemas = schemasOf(row);
    return (
      schemas.some((schema) => /^urn:(ietf:params:)?scim:schemas:/.test(schema)) &&
      ('userName' in row || 'displayName' in row || 'policyName' in row)
    );
  },
  knowsEmpty: (answer) =>
    asStrings(answer.schemas).some((schema) => /^urn:(ietf:params:)?scim:(api|schemas):/.test(schema)) &&
    'totalResults' in answer,
  read(row) {
    if (schemasOf(row).includes(`${SAILPOINT}PolicyViolation`)) return violation(row);
    const isUser =
      asString(asObject(row.meta)?.resourceType) === 'User' ||
      schemasOf(row).some((schema) => /(core:[\d.]+:User|core:1\.0)$/.test(schema));
    if (!isUser && !('userName' in row)) return 'aside';
    const userName = asString(row.userName);
    const mails = objectsOf(row.emails);
    const mail = asString((mails.find((one) => one.primary === true) ?? mails[0])?.value);
    const signIn = mail ?? userName;
    if (!signIn) return undefined;
    const id = asString(row.id);
    const name = asObject(row.name);
    return directoryUser({
      signIn,
      keys: [
        ...(userName?.includes('@') && userName !== signIn ? [identityKey(userName)] : []),
        ...keyOf(row, id),
      ],
      name:
        asString(row.displayName) ?? asString(name?.formatted) ?? fullName(name?.givenName, name?.familyName),
      machine: /bot|service|machine/i.test(asString(row.userType) ?? ''),
      active: asBoolean(row.active) ?? true,
      admin:
        asStrings(asObject(row[`${SAILPOINT}User`])?.capabilities).includes('SystemAdministrator') ||
        undefined,
      created: asInstant(asObject(row.meta)?.created),
    });
  },
};

/** Someone who has what a policy forbids to have together (IdentityIQ SCIM, "PolicyViolations"). */
function violation(row: Members): Reading | undefined {
  const policy = asString(row.policyName);
  const identity = asObject(row.identity);
  const id = asString(identity?.value);
  if (!policy || !id) return undefined;
  const name = asString(identity?.displayName);
  const constraint = asString(row.constraintName);
  return {
    kind: 'result',
    aspect: 'access',
    rule: { id: `identityiq-policy:${policy}`, ...(constraint && { title: constraint }) },
    status: asString(row.status)?.toLowerCase() === 'open' ? 'fail' : 'pass',
    severity: 'medium',
    resource: { type: 'identity', keys: [otherKey('identityiq', id)], ...(name && { name }) },
  };
}

/** Ids of any SCIM server may be as short as `1`, and so mean somebody else at another one. */
function keyOf(row: Members, id: string | undefined): readonly Key[] {
  if (!id) return [];
  if (schemasOf(row).includes(`${SAILPOINT}User`)) return [otherKey('identityiq', id)];
  return id.length >= 16 ? [otherKey('scim', id)] : [];
}

function schemasOf(row: Members | undefined): readonly string[] {
  return asStrings(row?.schemas);
}
