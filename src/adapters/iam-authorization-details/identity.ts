import { asArray, asObject, asStrings, type Members } from '../../formats/schema.ts';
import { arnKey, identityKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { accountOfArn } from '../shared/arn.ts';
import { awsInstant, awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { type Admins, isAdmin, trustsAnyone } from './policy.ts';

/** A user, with what its own policies and its groups' make it. */
export function* user(item: Members, arn: string, name: string, admins: Admins): Generator<Reading> {
  const groups = asStrings(item.GroupList);
  const admin =
    isAdmin(item.AttachedManagedPolicies, item.UserPolicyList, admins.policies) ||
    groups.some((group) => admins.groups.has(group));
  const account = accountOfArn(arn);
  const created = awsInstant(item.CreateDate);
  const lastUsed = awsInstant(item.PasswordLastUsed);
  const keys = name.includes('@') ? [arnKey(arn), identityKey(name)] : [arnKey(arn)];
  yield {
    kind: 'identity',
    keys,
    name,
    type: 'person',
    central: false,
    active: true,
    admin,
    ...(account && { account }),
    ...(created !== undefined && { created }),
    ...(lastUsed !== undefined && { lastUsed }),
  };
  const of: ResourceRef = { type: 'identity', keys, name };
  yield tested(STAR, admin, 'high', of);
  yield tested(INLINE, asArray(item.UserPolicyList).length > 0, 'low', of);
  yield tested(DIRECT, asArray(item.AttachedManagedPolicies).length > 0, 'low', of);
}

/** A role: a machine, or whoever takes it on for a while. */
export function* role(item: Members, arn: string, name: string, admins: Admins): Generator<Reading> {
  const admin = isAdmin(item.AttachedManagedPolicies, item.RolePolicyList, admins.policies);
  const account = accountOfArn(arn);
  const created = awsInstant(item.CreateDate);
  const lastUsed = awsInstant(asObject(item.RoleLastUsed)?.LastUsedDate);
  yield {
    kind: 'identity',
    keys: [arnKey(arn)],
    name,
    type: 'machine',
    central: false,
    active: true,
    admin,
    ...(account && { account }),
    ...(created !== undefined && { created }),
    ...(lastUsed !== undefined && { lastUsed }),
  };
  const of: ResourceRef = { type: 'identity', keys: [arnKey(arn)], name };
  yield tested(STAR, admin, 'medium', of);
  yield tested(ANYONE, trustsAnyone(item.AssumeRolePolicyDocument), 'critical', of);
}

/** A group, through which users get what they may do. */
export function* group(item: Members, arn: string, name: string, admins: Admins): Generator<Reading> {
  const account = accountOfArn(arn);
  const tags = awsTags(item.Tags);
  const owner = ownerOf(tags);
  yield {
    kind: 'resource',
    type: 'other',
    keys: [arnKey(arn)],
    name,
    ...(account && { account }),
    ...(owner && { owner }),
    ...(tags && { tags }),
  };
  yield tested(STAR, admins.groups.has(name), 'medium', { type: 'other', keys: [arnKey(arn)], name });
}

const STAR = { id: 'iam-admin-star', title: 'May not do everything to everything' };
const INLINE = { id: 'iam-user-inline-policy', title: 'The user has no inline policy' };
const DIRECT = { id: 'iam-user-direct-policy', title: 'Policies reach the user through groups only' };
const ANYONE = { id: 'iam-role-trusts-anyone', title: 'Not every principal may take on the role' };

function tested(rule: Result['rule'], fails: boolean, severity: Severity, resource: ResourceRef): Result {
  return { kind: 'result', aspect: 'access', rule, status: fails ? 'fail' : 'pass', severity, resource };
}
